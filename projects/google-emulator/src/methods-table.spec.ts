import { readFileSync } from 'node:fs';
import { unusedNotes, withMethodsTable } from './testing/methods-table.ts';

describe('README table of methods', () => {
  /** Ignores the widths of the columns, which Prettier sets. */
  const withoutColumnWidths = (text: string) =>
    text.replaceAll(/ +/g, ' ').replaceAll(/-{3,}/g, '---');

  it('README methods table: is what `npm run methods-table` writes', () => {
    const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
    expect(withoutColumnWidths(readme)).toBe(withoutColumnWidths(withMethodsTable(readme)));
  });

  it('README methods table: every note belongs to a method or parameter that exists', () => {
    expect(unusedNotes()).toEqual([]);
  });
});

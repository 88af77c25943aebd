import { readFileSync } from 'node:fs';
import { unusedNotes, withMethodsTable } from './testing/methods-table.ts';

describe('The table of methods in the README', () => {
  /** However wide the columns are. */
  const loose = (text: string) => text.replaceAll(/ +/g, ' ').replaceAll(/-{3,}/g, '---');

  it('says what the code offers (npm run methods-table)', () => {
    const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
    expect(loose(readme)).toBe(loose(withMethodsTable(readme)));
  });

  it('has no notes on what is not there', () => {
    expect(unusedNotes()).toEqual([]);
  });
});

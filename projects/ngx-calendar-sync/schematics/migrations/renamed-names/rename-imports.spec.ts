import { join } from 'node:path';
import { Tree } from '@angular-devkit/schematics';
import { SchematicTestRunner } from '@angular-devkit/schematics/testing';

const MIGRATIONS = join(__dirname, '../../migrations.json');

async function migrated(text: string, path = '/src/app/app.ts'): Promise<string> {
  const tree = Tree.empty();
  tree.create(path, text);
  const runner = new SchematicTestRunner('ngx-calendar-sync', MIGRATIONS);
  return (await runner.runSchematic('renamed-names', {}, tree)).readText(path);
}

describe('ng update: renamed-names', () => {
  it('replaces a type and keeps its meaning', async () => {
    const text = await migrated(
      `import { type TimeSpan, CalendarSyncError } from 'ngx-calendar-sync';
export const busy = (range: TimeSpan): TimeSpan[] => [range];
interface Shown extends TimeSpan { readonly name: string }
`,
    );
    expect(text).toBe(
      `import { type TimeRange, CalendarSyncError } from 'ngx-calendar-sync';
export const busy = (range: TimeRange<Date | string>): TimeRange<Date | string>[] => [range];
interface Shown extends TimeRange<Date | string> { readonly name: string }
`,
    );
  });

  it('imports the new name once where two old ones have become it, and over several lines', async () => {
    const text = await migrated(
      `import type {
  Span,
  SyncState,
  TimeSpan,
} from 'ngx-calendar-sync';
export type All = [Span, SyncState, TimeSpan];
`,
    );
    expect(text).toBe(
      `import type {
  TimeRange,
  LoadingState,
} from 'ngx-calendar-sync';
export type All = [TimeRange<number>, LoadingState, TimeRange<Date | string>];
`,
    );
  });

  it('replaces a value, also as a property and as an export', async () => {
    const text = await migrated(
      `import { defaultGoogleScopes } from 'ngx-calendar-sync/google';
export { defaultGoogleScopes };
export const config = { defaultGoogleScopes, scopes: [...defaultGoogleScopes, 'email'] };
`,
    );
    expect(text).toBe(
      `import { DEFAULT_GOOGLE_SCOPES } from 'ngx-calendar-sync/google';
export { DEFAULT_GOOGLE_SCOPES as defaultGoogleScopes };
export const config = { defaultGoogleScopes: DEFAULT_GOOGLE_SCOPES, scopes: [...DEFAULT_GOOGLE_SCOPES, 'email'] };
`,
    );
  });

  it('keeps an alias, a namespace and the name of a re-export', async () => {
    const text = await migrated(
      `import { SyncState as State } from 'ngx-calendar-sync';
import * as Sync from 'ngx-calendar-sync';
export { SyncState } from 'ngx-calendar-sync';
export const states: State[] = [];
export let range: Sync.TimeSpan;
`,
    );
    expect(text).toBe(
      `import { LoadingState as State } from 'ngx-calendar-sync';
import * as Sync from 'ngx-calendar-sync';
export { LoadingState as SyncState } from 'ngx-calendar-sync';
export const states: State[] = [];
export let range: Sync.TimeRange<Date | string>;
`,
    );
  });

  it('leaves names of other packages, members of the same name and other entries', async () => {
    const text = `import { TimeSpan } from './time-span';
import { GoogleCalendarService } from 'ngx-calendar-sync/google';
interface Row { SyncState: string; readonly span: TimeSpan }
export const read = (row: Row, google: GoogleCalendarService) => [row.SyncState, google];
`;
    expect(await migrated(text)).toBe(text);
  });

  it('leaves files of node_modules', async () => {
    const text = `import { SyncState } from 'ngx-calendar-sync';`;
    expect(await migrated(text, '/node_modules/other/index.ts')).toBe(text);
  });
});

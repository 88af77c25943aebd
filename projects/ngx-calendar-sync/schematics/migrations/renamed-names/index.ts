import type { Rule } from '@angular-devkit/schematics';
import { renameImports, type Renames } from './rename-imports';

/** Of version 0.1, by entry: the names that are exported under another one now. CHANGELOG.md tells them. */
const RENAMED_NAMES: Renames = {
  'ngx-calendar-sync': {
    Span: { name: 'TimeRange', typeArguments: '<number>' },
    SyncState: { name: 'LoadingState' },
    TimeSpan: { name: 'TimeRange', typeArguments: '<Date | string>' },
  },
  'ngx-calendar-sync/google': {
    defaultGoogleScopes: { name: 'DEFAULT_GOOGLE_SCOPES' },
    GoogleCalendarEventDraftProperties: { name: 'GoogleCalendarEventDraft' },
    GoogleCalendarEventProperties: { name: 'GoogleCalendarEvent' },
  },
};

/** Replaces the renamed names in every TypeScript file of the workspace. */
export default function renameNames(): Rule {
  return (tree, { logger }) => {
    tree.visit((path) => {
      if (!path.endsWith('.ts') || path.includes('/node_modules/') || path.startsWith('/dist/')) {
        return;
      }
      const text = tree.readText(path);
      const changed = renameImports(text, RENAMED_NAMES);
      if (changed !== text) {
        tree.overwrite(path, changed);
        logger.info(`Names of ngx-calendar-sync that have changed are replaced in ${path}`);
      }
    });
  };
}

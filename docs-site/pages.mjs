/**
 * What the documentation site holds, in the order of its navigation. To add a guide, write one Markdown file in docs/ that
 * begins with a `# Title`, and name it here. An entry of a package whose folder does not exist yet is left out.
 */

/** By the heading in the navigation, the Markdown files below it. The title of a page is that of its first heading. */
export const GUIDES = {
  Start: ['docs/five-minutes.md', 'docs/configuration.md', 'docs/state-and-commands.md'],
  'Signing in': [
    'docs/signing-in.md',
    'docs/sign-in-client.md',
    'docs/sign-in-redirect.md',
    'docs/sign-in-server.md',
    'docs/own-tokens.md',
    'docs/gapi-and-gis.md',
    'docs/browser-extension.md',
    'docs/going-live.md',
  ],
  'Events and calendars': [
    'docs/events.md',
    'docs/writing.md',
    'docs/series.md',
    'docs/several-calendars.md',
    'docs/local-copy.md',
    'docs/writing-offline.md',
    'docs/conflicts.md',
    'docs/outlook.md',
    'docs/outlook-msal.md',
    'docs/calendar-files.md',
  ],
  'In your app': [
    'docs/fullcalendar.md',
    'docs/mobiscroll.md',
    'docs/coming-from-mobiscroll.md',
    'docs/angular-calendar.md',
    'docs/schedule-x.md',
    'docs/headers-and-server-rendering.md',
  ],
  Testing: [
    'docs/testing.md',
    'docs/emulators.md',
    'projects/google-emulator/README.md',
    'projects/graph-emulator/README.md',
  ],
  'When it matters': ['docs/errors.md', 'docs/security.md', 'docs/limits.md', 'CHANGELOG.md'],
  Servers: [
    'projects/token-server/README.md',
    'examples/php/README.md',
    'examples/csharp/README.md',
  ],
};

/** Folders of the library that are entries for other entries alone, whose exports apps get from those below. */
export const INTERNAL_ENTRIES = [
  'account',
  'base',
  'copy',
  'core',
  'core/outbox',
  'calendar-commands',
  'event-commands',
  'google/offline',
  'google/runtime',
  'google/start',
  'google/times',
  'google/writes',
  'local-copies',
  'mobiscroll/sync',
  'outlook/offline',
  'outlook/runtime',
  'outlook/start',
  'outlook/writes',
  'service',
  'sessions',
];

/** By the name that an app imports, the file that exports what is public there. */
export const ENTRIES = {
  'ngx-calendar-sync': 'projects/ngx-calendar-sync/src/public-api.ts',
  'ngx-calendar-sync/google': 'projects/ngx-calendar-sync/google/public-api.ts',
  'ngx-calendar-sync/google/worker': 'projects/ngx-calendar-sync/google/worker/public-api.ts',
  'ngx-calendar-sync/outlook': 'projects/ngx-calendar-sync/outlook/public-api.ts',
  'ngx-calendar-sync/outlook/testing': 'projects/ngx-calendar-sync/outlook/testing/public-api.ts',
  'ngx-calendar-sync/fullcalendar': 'projects/ngx-calendar-sync/fullcalendar/public-api.ts',
  'ngx-calendar-sync/mobiscroll': 'projects/ngx-calendar-sync/mobiscroll/public-api.ts',
  'ngx-calendar-sync/mobiscroll/outlook':
    'projects/ngx-calendar-sync/mobiscroll/outlook/public-api.ts',
  'ngx-calendar-sync/icalendar': 'projects/ngx-calendar-sync/icalendar/public-api.ts',
  'ngx-calendar-sync/testing': 'projects/ngx-calendar-sync/testing/public-api.ts',
  'google-calendar-ics': 'projects/google-ics/src/index.ts',
  'google-calendar-emulator': 'projects/google-emulator/src/index.ts',
  'google-calendar-token-server': 'projects/token-server/src/index.ts',
  'google-calendar-token-server/node': 'projects/token-server/src/node.ts',
};

/** A calendar service: how an app and its workspace call what belongs to it. */
export interface Service {
  readonly name: 'google' | 'outlook';
  /** As people call it. */
  readonly label: string;
  /** The functions of the library that provide it, as a regular expression. */
  readonly provided: RegExp;
  readonly provide: string;
  /** What the file of its configuration exports, and that file without its ending. */
  readonly config: string;
  readonly configFile: string;
  readonly isClientId: RegExp;
  /** What the library refuses as a sample, so that an app whose client ID was not filled in says so at its start. */
  readonly clientIdPlaceholder: string;
  /** Says what is wrong with a client ID, without repeating it: it may be a secret. */
  readonly clientIdProblem: string;
  readonly emulator: { readonly script: string; readonly package: string };
  readonly tokenServer: {
    readonly script: string;
    readonly envFile: string;
    /** Where `ng add` has it listen beside the emulator. */
    readonly url: string;
  };
}

/** In the order in which `ng add` speaks of them. */
export const SERVICES: readonly Service[] = [
  {
    name: 'google',
    label: 'Google',
    provided: /\b(provideGoogleCalendarSync|GoogleCalendarSyncModule\s*\.\s*forRoot)\s*\(/,
    provide: 'provideGoogleCalendarSync',
    config: 'googleCalendarConfig',
    configFile: 'google-calendar.config',
    isClientId: /^[\w.-]+\.apps\.googleusercontent\.com$/,
    clientIdPlaceholder: 'YOUR_CLIENT_ID.apps.googleusercontent.com',
    clientIdProblem:
      'That is no OAuth client ID: one ends in .apps.googleusercontent.com. You find yours at ' +
      'https://console.cloud.google.com/apis/credentials.',
    emulator: { script: 'calendar:emulator', package: 'google-calendar-emulator' },
    tokenServer: {
      script: 'calendar:token-server',
      envFile: 'token-server.emulator.env',
      url: 'http://localhost:4400',
    },
  },
  {
    name: 'outlook',
    label: 'Outlook',
    provided: /\b(provideOutlookCalendarSync|OutlookCalendarSyncModule\s*\.\s*forRoot)\s*\(/,
    provide: 'provideOutlookCalendarSync',
    config: 'outlookCalendarConfig',
    configFile: 'outlook-calendar.config',
    isClientId: /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i,
    clientIdPlaceholder: 'YOUR_CLIENT_ID',
    clientIdProblem:
      'That is no application ID of Microsoft: one looks like 11111111-2222-4333-8444-555555555555. You find yours ' +
      'at https://entra.microsoft.com, in the overview of your app registration.',
    emulator: { script: 'calendar:outlook-emulator', package: 'graph-calendar-emulator' },
    tokenServer: {
      script: 'calendar:outlook-token-server',
      envFile: 'outlook-token-server.emulator.env',
      url: 'http://localhost:4401',
    },
  },
];

/** How people call these services. */
export function labelsOf(services: readonly Service[]): string {
  return services.map(({ label }) => label).join(' and ');
}

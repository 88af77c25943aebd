import { CalendarSyncError } from 'ngx-calendar-sync/base';
import {
  DEFAULT_OUTLOOK_SCOPES,
  type OutlookCalendarSyncConfig,
  outlookEmulator,
} from 'ngx-calendar-sync/outlook/start';
import { missingScopes } from './outlook-scopes';
import { resolveOutlookConfig } from './resolved-outlook-config';

const CLIENT_ID = '1a2b3c4d-1111-4222-8333-444444444444';

function problemOf(config: unknown): string {
  try {
    resolveOutlookConfig(config as OutlookCalendarSyncConfig);
  } catch (error) {
    if (error instanceof CalendarSyncError && error.code === 'invalid-config') {
      return error.message;
    }
    throw error;
  }
  return '';
}

describe('resolveOutlookConfig', () => {
  it('a client id alone: everybody may sign in, in a window, and Microsoft is asked', () => {
    expect(resolveOutlookConfig({ clientId: ` ${CLIENT_ID} ` })).toEqual({
      clientId: CLIENT_ID,
      tenant: 'common',
      scopes: DEFAULT_OUTLOOK_SCOPES,
      redirectUri: 'outlook-redirect.html',
      auth: 'client',
      start: 'eager',
      tokenGiver: undefined,
      server: undefined,
      signOutOfMicrosoft: false,
      timeZone: undefined,
      tokenWait: 30_000,
      conflicts: 'ask',
      endpoints: {
        identity: 'https://login.microsoftonline.com',
        graph: 'https://graph.microsoft.com/v1.0',
      },
    });
  });

  it("auth: 'redirect': Microsoft sends the answer to the app's first page", () => {
    expect(resolveOutlookConfig({ clientId: CLIENT_ID, auth: 'redirect' }).redirectUri).toBe('./');
  });

  it("auth: 'server': the routes of the token server", () => {
    const tokenServer = '/api/outlook/';
    const { server } = resolveOutlookConfig({ clientId: CLIENT_ID, auth: 'server', tokenServer });
    expect(server).toEqual(
      jasmine.objectContaining({ sealed: true, loginUrl: '/api/outlook/login' }),
    );
  });

  it('scopes: what tells who signs in is no permission', () => {
    const scopes = 'openid offline_access Calendars.Read';
    expect(resolveOutlookConfig({ clientId: CLIENT_ID, scopes }).scopes).toEqual([
      'Calendars.Read',
    ]);
  });

  it('outlookEmulator: both of its addresses', () => {
    expect(outlookEmulator('http://localhost:4310/')).toEqual({
      identity: 'http://localhost:4310',
      graph: 'http://localhost:4310/v1.0',
    });
  });

  const secret = 'Xy8Q~aSecretOfThisSpec.abcdefgh';
  for (const [config, words] of [
    [null, 'has to be an object'],
    [{}, 'clientId is not set'],
    [{ clientId: 'YOUR_CLIENT_ID' }, 'clientId is no application ID'],
    [{ clientId: '00000000-0000-0000-0000-000000000000' }, 'clientId is no application ID'],
    [{ clientId: secret }, 'clientId is no application ID'],
    [{ clientId: CLIENT_ID, tenant: 'a/b' }, 'tenant is "a/b"'],
    [{ clientId: CLIENT_ID, tenant: '' }, 'tenant is ""'],
    [{ clientId: CLIENT_ID, scopes: 'User.Read' }, 'no calendar can be read'],
    [{ clientId: CLIENT_ID, scopes: 'Calendars.Read,User.Read' }, 'separate scopes by spaces'],
    [{ clientId: CLIENT_ID, auth: 'popup' }, "Set 'client', 'redirect', 'server'"],
    [{ clientId: CLIENT_ID, auth: 'server' }, 'needs tokenServer'],
    [{ clientId: CLIENT_ID, redirectUri: 'app://x' }, 'redirectUri is "app://x"'],
    [{ clientId: CLIENT_ID, timeZone: 'W. Europe Standard Time' }, 'timeZone is'],
    [{ clientId: CLIENT_ID, timeZone: '+02:00' }, 'timeZone is'],
    [{ clientId: CLIENT_ID, endpoints: { api: 'x' } }, 'endpoints has no "api"'],
    [{ clientId: CLIENT_ID, endpoints: 'http://localhost' }, 'outlookEmulator('],
    [{ clientId: CLIENT_ID, conflicts: 'never' }, "'ask' or 'mine' or 'theirs'"],
  ] as const) {
    it(`${JSON.stringify(config)}: is refused in words`, () => {
      const problem = problemOf(config);
      expect(problem).toContain(words);
      expect(problem).not.toContain(secret);
    });
  }
});

describe('missingScopes', () => {
  for (const [granted, wanted, missing] of [
    ['Calendars.ReadWrite', 'Calendars.Read Calendars.ReadBasic', ''],
    ['Calendars.ReadWrite.Shared', 'Calendars.ReadWrite Calendars.Read.Shared', ''],
    ['Calendars.Read', 'Calendars.ReadWrite', 'Calendars.ReadWrite'],
    ['Calendars.ReadWrite', 'Calendars.Read.Shared', 'Calendars.Read.Shared'],
    ['https://graph.microsoft.com/calendars.read', 'Calendars.Read', ''],
    ['Calendars.Read', 'openid profile offline_access email Calendars.Read', ''],
    ['MailboxSettings.ReadWrite', 'MailboxSettings.Read User.Read', 'User.Read'],
  ] as const) {
    it(`${granted}, wanted ${wanted}: lacks ${missing || 'nothing'}`, () => {
      expect(missingScopes(wanted.split(' '), granted.split(' ')).join(' ')).toBe(missing);
    });
  }
});

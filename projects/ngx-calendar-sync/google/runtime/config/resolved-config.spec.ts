import { CalendarSyncError } from 'ngx-calendar-sync/base';
import { ɵassertAngular as assertAngular } from 'ngx-calendar-sync/account';
import { googleEmulator } from '../../start/google-emulator';
import { googleEndpoints } from '../../start/google-calendar-sync.config';
import { resolveConfig } from './resolved-config';

describe('Google configuration', () => {
  function problemOf(config: object): string {
    try {
      resolveConfig(config);
    } catch (error) {
      if (error instanceof CalendarSyncError && error.code === 'invalid-config') {
        return error.message;
      }
      throw error;
    }
    throw new Error('it was accepted');
  }

  it('resolveConfig: defaults are Google’s endpoints and the default scopes, and spaces around an id are cut off', () => {
    const resolved = resolveConfig({ clientId: ' id ' });
    expect(resolved.clientId).toBe('id');
    expect(resolved.endpoints.api).toBe('https://www.googleapis.com/calendar/v3');
    expect(resolved.scopes.length).toBe(3);
  });

  it('resolveConfig: without a usable client id or API key the error names both and the page to get them', () => {
    for (const config of [
      {},
      { clientId: '' },
      { clientId: undefined },
      { apiKey: 'YOUR_API_KEY' },
      { clientId: 7 },
    ]) {
      expect(problemOf(config)).toContain('https://console.cloud.google.com/apis/credentials');
    }
    expect(problemOf({})).toContain('clientId');
    expect(problemOf({})).toContain('apiKey');
    expect(problemOf({ apiKey: ' ' })).toContain('apiKey');
  });

  it('resolveConfig: scopes that neither list calendars nor read the profile are refused', () => {
    const events = 'https://www.googleapis.com/auth/calendar.events';
    expect(problemOf({ clientId: 'id', scopes: [events] })).toContain('"openid" and "email"');
    expect(problemOf({ clientId: 'id', scopes: [events, 'openid'] })).toContain('calendarlist');
    expect(
      resolveConfig({ clientId: 'id', scopes: [events, 'openid', 'email'] }).scopes.length,
    ).toBe(3);
    expect(
      resolveConfig({ clientId: 'id', scopes: ['https://www.googleapis.com/auth/calendar'] }).scopes
        .length,
    ).toBe(1);
    expect(resolveConfig({ apiKey: 'key', scopes: [] }).clientId).toBeUndefined();
  });

  it('resolveConfig: start is eager by default, and anything but eager and lazy is refused with its value', () => {
    expect(resolveConfig({ apiKey: 'key' }).start).toBe('eager');
    expect(resolveConfig({ apiKey: 'key', start: 'lazy' }).start).toBe('lazy');
    for (const [start, shown] of [
      ['Lazy', '"Lazy"'],
      ['', '""'],
      [true, 'of the type boolean'],
    ] as const) {
      expect(problemOf({ apiKey: 'key', start })).toContain(`start is ${shown}`);
    }
  });

  it('resolveConfig: an unknown time zone, endpoint or auth mode is refused with its value', () => {
    for (const timeZone of ['Mars/Olympus', '+05:30', 'UTC+2', '']) {
      expect(problemOf({ apiKey: 'key', timeZone })).toContain(`timeZone is "${timeZone}"`);
    }
    expect(problemOf({ apiKey: 'key', endpoints: { api: 'javascript:alert(1)' } })).toContain(
      'endpoints.api',
    );
    expect(problemOf({ apiKey: 'key', endpoints: { gis: 'http://' } })).toContain('endpoints.gis');
    expect(problemOf({ clientId: 'id', auth: 'magic' })).toContain("'magic'");
  });

  for (const sample of [
    '…',
    '...',
    '…apps.googleusercontent.com',
    '123-abc….apps.googleusercontent.com',
    'YOUR_CLIENT_ID',
    'your-client-id',
    'your-client-id.apps.googleusercontent.com',
    'YourClientId',
    'yourGoogleClientId',
    '<client id>',
    '<YOUR_CLIENT_ID>',
    '[client-id]',
    '{{clientId}}',
    '${GOOGLE_CLIENT_ID}',
    '$GOOGLE_CLIENT_ID',
    '%GOOGLE_CLIENT_ID%',
    'CLIENT_ID',
    'GOOGLE_CLIENT_ID',
    'client_id.apps.googleusercontent.com',
    'xxx',
    'XXXXXXXX-xxxxxxxx.apps.googleusercontent.com',
    'my client id',
    'https://123-abc.apps.googleusercontent.com',
    'undefined',
    'null',
    'TODO',
    'insert-client-id-here',
    'REPLACE_ME',
    'MY_CLIENT_ID',
    '__CLIENT_ID__',
    'CLIENT_ID_HERE',
    'put-your-key-here',
    'NG_APP_API_KEY',
    'changeme',
    'example.apps.googleusercontent.com',
    'process.env.KEY',
    '***',
    '---',
    ' ',
    '',
    7,
    null,
    true,
    {},
    [],
  ]) {
    it(`resolveConfig: the sample ${JSON.stringify(sample)} is refused as client id and as API key`, () => {
      for (const name of ['clientId', 'apiKey']) {
        const problem = problemOf({ [name]: sample });
        expect(problem).toContain(name);
        expect(problem).toContain('https://console.cloud.google.com/apis/credentials');
      }
    });
  }

  it('resolveConfig: client ids and API keys of Google and of the emulator are accepted', () => {
    for (const clientId of [
      '407408718192.apps.googleusercontent.com',
      '1234567890-abc123def456ghi789jkl012mno345pq.apps.googleusercontent.com',
      'emulator.apps.googleusercontent.com',
      'testing',
    ]) {
      expect(resolveConfig({ clientId }).clientId).toBe(clientId);
    }
    for (const apiKey of ['AIzaSyA-1_2b3', 'emulator-api-key', 'key']) {
      expect(resolveConfig({ apiKey }).apiKey).toBe(apiKey);
    }
  });

  it('resolveConfig: a credential of the wrong kind is named by its kind and not repeated', () => {
    expect(problemOf({ clientId: 'GOCSPX-the-secret' })).toContain('client secret');
    expect(problemOf({ clientId: 'GOCSPX-the-secret' })).not.toContain('the-secret');
    expect(problemOf({ clientId: 'AIzaSyKey' })).toContain('API key');
    expect(problemOf({ clientId: 'AIzaSyKey' })).not.toContain('AIzaSyKey');
    expect(problemOf({ apiKey: '1-a.apps.googleusercontent.com' })).toContain('client ID');
  });

  it('resolveConfig: scopes may be one string with spaces, and no other separator', () => {
    const [first, second] = [
      'https://www.googleapis.com/auth/calendar.readonly',
      'https://www.googleapis.com/auth/calendar.events',
    ];
    for (const scopes of [
      `${first} ${second}`,
      ` ${first}\n  ${second} `,
      [`${first} ${second}`],
      [first, second, first],
    ]) {
      expect(resolveConfig({ clientId: 'id', scopes }).scopes).toEqual([first, second]);
    }
    for (const scopes of [`${first},${second}`, 7, [7], [first, null], {}]) {
      expect(problemOf({ clientId: 'id', scopes })).toContain('scopes');
    }
    expect(problemOf({ clientId: 'id', scopes: '' })).toContain('Add a scope');
  });

  for (const endpoints of [
    'http://localhost:4300',
    '',
    7,
    true,
    ['http://localhost:4300'],
    { gis: 'http://localhost:4300' },
    { gis: 'http://localhost:4300/' },
    { gapi: 'https://apis.google.com' },
    { gis: '' },
    { gis: null },
    { gis: 7 },
    { gis: {} },
    { gis: 'localhost:4300/gsi/client' },
    { gis: 'file:///gsi/client' },
    { api: 'ws://localhost:4300/calendar/v3' },
    { api: 'ftp://localhost:4300/calendar/v3' },
    { api: 'https://*.example.com/calendar/v3' },
    { api: 'https://user:password@example.com/calendar/v3' },
    { api: 'https://proxy.example/?to=calendar' },
    { api: 'https://proxy.example/#calendar' },
    { api: '  ' },
    { api: 'http://localhost:4300' },
    { api: 'http://127.0.0.1:4300/' },
    { api: 'https://proxy.example/calendar/v3', batch: 'https://other.example/batch' },
    { batch: 'https://proxy.example/batch/calendar/v3' },
    { batch: 'ftp://www.googleapis.com/batch/calendar/v3' },
    { apis: 'https://proxy.example/calendar/v3' },
    { calendar: 'https://proxy.example/calendar/v3' },
  ]) {
    it(`resolveConfig: wrong endpoints are refused by name: ${JSON.stringify(endpoints)}`, () => {
      expect(problemOf({ apiKey: 'key', endpoints })).toContain('endpoints');
    });
  }

  it('resolveConfig: endpoints may be relative or a host’s root, and those left out are Google’s', () => {
    const { endpoints } = resolveConfig({
      apiKey: 'key',
      endpoints: { api: 'https://proxy.example/', gis: '/scripts/gis.js', userinfo: undefined },
    } as object);
    const { batch, ...google } = googleEndpoints;
    expect(batch).toBe('https://www.googleapis.com/batch/calendar/v3');
    expect(endpoints).toEqual({
      ...google,
      api: 'https://proxy.example',
      gis: '/scripts/gis.js',
    });
  });

  it('resolveConfig: batches go to Google, and to a proxy only where it names a URL of its own for them', () => {
    const batchOf = (endpoints: object) =>
      resolveConfig({ apiKey: 'key', endpoints }).endpoints.batch;
    expect(batchOf({})).toBe(googleEndpoints.batch);
    expect(batchOf({ api: 'https://proxy.example/v3' })).toBeUndefined();
    expect(batchOf({ ...googleEndpoints, api: '/google/v3' })).toBeUndefined();
    const batch = 'https://proxy.example/batch';
    expect(batchOf({ api: 'https://proxy.example/v3', batch })).toBe(batch);
    expect(batchOf({ api: '/google/v3', batch: '/google/batch' })).toBe('/google/batch');
  });

  for (const config of [
    { clientId: 'id', auth: 'server', tokenServer: 7 },
    { clientId: 'id', auth: 'server', tokenServer: '' },
    { clientId: 'id', auth: 'server', tokenServer: 'ftp://a.example' },
    { clientId: 'id', auth: 'server', tokenServer: 'https://*.a.example' },
    { clientId: 'id', auth: 'server', tokenServer: 'https://a.example/?x=1' },
    { clientId: 'id', auth: 'server', authUrl: 'https://a.example/auth' },
    { clientId: 'id', auth: 'server', authUrl: 7, refreshUrl: 'https://a.example/refresh' },
    { clientId: 'id', auth: 'server', tokenServer: 'https://a.example', tokenMode: 'secret' },
    { clientId: 'id', auth: 'redirect', tokenServer: 'https://a.example', tokenMode: 'contract' },
    { clientId: 'id', auth: () => 'token' },
    { clientId: 'id', auth: {} },
    { clientId: 'id', tokenWait: '30' },
    { clientId: 'id', tokenWait: -1 },
    { clientId: 'id', tokenWait: NaN },
    { clientId: 'id', timeZone: '' },
    { clientId: 'id', timeZone: 7 },
    { clientId: 'id', timeZone: null },
    'id',
    null,
    undefined,
  ]) {
    it(`resolveConfig: a configuration that cannot work is refused: ${JSON.stringify(config)}`, () => {
      expect(problemOf(config as object)).toMatch(/^ngx-calendar-sync is not set up: .*\w+/);
    });
  }

  it('resolveConfig: the other routes of a sealed server stand beside its refreshUrl', () => {
    const { server } = resolveConfig({
      clientId: 'id',
      auth: 'server',
      authUrl: '/api/google/auth',
      refreshUrl: '/api/google/refresh',
      tokenMode: 'sealed',
    });
    expect(server).toEqual(
      jasmine.objectContaining({ sealed: true, signOutUrl: '/api/google/sign-out' }),
    );
  });
});

describe('Google emulator endpoints', () => {
  it('googleEmulator: all endpoints are those of the emulator', () => {
    for (const url of [
      'http://localhost:4300',
      'http://localhost:4300/',
      ' http://localhost:4300',
    ]) {
      const endpoints = googleEmulator(url);
      expect(endpoints).toEqual({
        gis: 'http://localhost:4300/gsi/client',
        gapi: 'http://localhost:4300/js/api.js',
        api: 'http://localhost:4300/calendar/v3',
        batch: 'http://localhost:4300/batch/calendar/v3',
        userinfo: 'http://localhost:4300/v1/userinfo',
      });
      expect(Object.keys(endpoints).sort()).toEqual(Object.keys(googleEndpoints).sort());
      expect(resolveConfig({ apiKey: 'key', endpoints }).endpoints).toEqual(endpoints);
    }
  });

  it('googleEmulator: what is no base URL is refused with invalid-config', () => {
    for (const url of ['', 'localhost:4300', 'ws://localhost:4300', 'http://a/?b', 7, undefined]) {
      expect(() => googleEmulator(url as string))
        .withContext(String(url))
        .toThrow(jasmine.objectContaining({ code: 'invalid-config' }));
    }
  });
});

describe('Angular version', () => {
  it('assertAngular: an older Angular is refused with its version and the one that is needed', () => {
    expect(() => {
      assertAngular({ full: '20.3.1', major: '20' });
    }).toThrow(jasmine.objectContaining({ code: 'invalid-config' }));
    expect(() => {
      assertAngular({ full: '20.3.1', major: '20' });
    }).toThrowError(/needs Angular 21 or later, and this is 20\.3\.1/);
    for (const major of ['21', '22']) {
      expect(() => {
        assertAngular({ full: `${major}.0.0`, major });
      }).not.toThrow();
    }
  });
});

import { CalendarSyncError } from 'ngx-calendar-sync';
import { resolveConfig } from './resolved-config';

describe('resolveConfig', () => {
  function problemOf(config: object): string {
    try {
      resolveConfig(config);
    } catch (error) {
      if (error instanceof CalendarSyncError && error.code === 'invalid-config')
        return error.message;
      throw error;
    }
    throw new Error('it was accepted');
  }

  it('fills in Google as it is, and the default scopes', () => {
    const resolved = resolveConfig({ clientId: ' id ' });
    expect(resolved.clientId).toBe('id');
    expect(resolved.endpoints.api).toBe('https://www.googleapis.com/calendar/v3');
    expect(resolved.scopes.length).toBe(3);
  });

  it('names what is missing and where to get it', () => {
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

  it('asks for scopes that tell who has signed in', () => {
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

  it('refuses a zone, an endpoint or a mode that is none', () => {
    expect(problemOf({ apiKey: 'key', timeZone: 'Mars/Olympus' })).toContain('Mars/Olympus');
    expect(problemOf({ apiKey: 'key', endpoints: { api: 'javascript:alert(1)' } })).toContain(
      'endpoints.api',
    );
    expect(problemOf({ apiKey: 'key', endpoints: { gis: 'http://' } })).toContain('endpoints.gis');
    expect(problemOf({ clientId: 'id', auth: 'magic' })).toContain("'magic'");
  });
});

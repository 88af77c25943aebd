import { auth as calendarAuth, calendar, type calendar_v3 } from '@googleapis/calendar';
import { CodeChallengeMethod, OAuth2Client } from 'google-auth-library';
import { DEFAULT_API_KEY } from './emulator.ts';
import { DEFAULT_CLIENT } from './oauth/clients.ts';
import { useEmulator } from './testing/api-client.ts';
import { SignInWindow } from './testing/sign-in-window.ts';
import { ADA, CALENDAR, EVENTS_OWNED, HOLIDAYS } from './testing/small-world.ts';

/** Google's own clients, pointed at the emulator: whatever they rely on must be there. */
describe('Google’s own clients', () => {
  const emulator = useEmulator();
  const REDIRECT = 'http://localhost:4200/back';

  /** @googleapis/calendar brings a copy of the library with it, whose types it insists on. */
  type CalendarAuth = InstanceType<typeof calendarAuth.OAuth2>;

  const authClient = () => new OAuth2Client(authOptions());

  function authOptions() {
    const { url } = emulator;
    return {
      clientId: DEFAULT_CLIENT.id,
      clientSecret: DEFAULT_CLIENT.secret,
      redirectUri: REDIRECT,
      // Its own idea of a token's end is the real clock's; the emulator's may be elsewhere.
      forceRefreshOnFailure: true,
      endpoints: {
        oauth2AuthBaseUrl: `${url}/o/oauth2/v2/auth`,
        oauth2TokenUrl: `${url}/token`,
        oauth2RevokeUrl: `${url}/revoke`,
        tokenInfoUrl: `${url}/tokeninfo`,
        oauth2FederatedSignonPemCertsUrl: `${url}/oauth2/v1/certs`,
        oauth2FederatedSignonJwkCertsUrl: `${url}/oauth2/v3/certs`,
      },
    };
  }

  async function allow(
    auth: OAuth2Client | CalendarAuth,
    scope: string[],
    extra: object = {},
  ): Promise<string> {
    const address = new URL(
      auth.generateAuthUrl({
        access_type: 'offline',
        prompt: 'consent',
        scope,
        login_hint: ADA,
        ...extra,
      }),
    );
    expect(address.origin).toBe(emulator.url);
    const window = await SignInWindow.open(emulator.url, Object.fromEntries(address.searchParams));
    return (await window.allow()).redirect.fields['code'] ?? '';
  }

  async function signedIn(): Promise<{ auth: CalendarAuth; api: calendar_v3.Calendar }> {
    const auth = new calendarAuth.OAuth2(authOptions());
    const { tokens } = await auth.getToken(await allow(auth, [CALENDAR]));
    auth.setCredentials(tokens);
    return { auth, api: apiOf(auth) };
  }

  const apiOf = (auth: CalendarAuth | string) =>
    calendar({ version: 'v3', auth, rootUrl: `${emulator.url}/`, retry: false });

  describe('google-auth-library', () => {
    it('exchanges a code, with PKCE', async () => {
      const auth = authClient();
      const { codeVerifier, codeChallenge } = await auth.generateCodeVerifierAsync();
      const code = await allow(auth, [CALENDAR], {
        code_challenge_method: CodeChallengeMethod.S256,
        code_challenge: codeChallenge,
      });
      const { tokens } = await auth.getToken({ code, codeVerifier });
      expect(tokens.refresh_token).toMatch(/^1\/\//);
      expect(tokens.scope).toBe(CALENDAR);
    });

    it('verifies the id token', async () => {
      emulator.control.setClock(new Date());
      const auth = authClient();
      const code = await allow(auth, ['openid', 'email', 'profile'], { nonce: 'n-1' });
      const { tokens } = await auth.getToken(code);
      const ticket = await auth.verifyIdToken({
        idToken: tokens.id_token ?? '',
        audience: DEFAULT_CLIENT.id,
      });
      expect(ticket.getPayload()).toEqual(
        jasmine.objectContaining({ email: ADA, name: 'Ada Meyer', nonce: 'n-1' }),
      );
      await expectAsync(
        auth.verifyIdToken({ idToken: tokens.id_token ?? '', audience: 'another' }),
      ).toBeRejected();
    });

    it('refreshes on its own when a token has died', async () => {
      const { auth, api } = await signedIn();
      const before = auth.credentials.access_token;
      emulator.control.expireTokens();
      expect((await api.calendarList.list()).status).toBe(200);
      expect(auth.credentials.access_token).not.toBe(before);
    });

    it('describes and revokes a token', async () => {
      const { auth, api } = await signedIn();
      const info = await auth.getTokenInfo(auth.credentials.access_token ?? '');
      expect(info.scopes).toEqual([CALENDAR]);
      await auth.revokeToken(auth.credentials.refresh_token ?? '');
      await expectAsync(api.calendarList.list()).toBeRejectedWithError(/invalid_grant/);
    });
  });

  describe('@googleapis/calendar', () => {
    it('inserts, reads, changes and deletes an event', async () => {
      const { api } = await signedIn();
      const calendarId = 'primary';
      const { data: made } = await api.events.insert({
        calendarId,
        sendUpdates: 'none',
        requestBody: {
          summary: 'Meeting',
          start: { dateTime: '2026-11-24T10:00:00+01:00' },
          end: { dateTime: '2026-11-24T11:00:00+01:00' },
        },
      });
      const eventId = made.id ?? '';
      expect((await api.events.get({ calendarId, eventId })).data).toEqual(made);
      await api.events.patch({ calendarId, eventId, requestBody: { location: 'Room 1' } });
      const { data: replaced } = await api.events.update({
        calendarId,
        eventId,
        requestBody: { ...made, summary: 'New' },
      });
      expect([replaced.summary, replaced.location]).toEqual(['New', undefined]);
      expect((await api.events.delete({ calendarId, eventId })).status).toBe(204);
      await expectAsync(api.events.delete({ calendarId, eventId })).toBeRejectedWith(
        jasmine.objectContaining({ status: 410 }),
      );
    });

    it('pages, selects fields and repeats parameters', async () => {
      const { api } = await signedIn();
      for (const day of ['23', '24', '25']) {
        const requestBody = { start: { date: `2026-11-${day}` }, end: { date: `2026-11-${day}` } };
        await api.events.insert({ calendarId: 'primary', requestBody });
      }
      const { data } = await api.events.list({
        calendarId: 'primary',
        maxResults: 2,
        eventTypes: ['default', 'focusTime'],
        fields: 'nextPageToken,items(start/date)',
      });
      expect(data.items).toEqual([
        { start: { date: '2026-11-23' } },
        { start: { date: '2026-11-24' } },
      ]);
      expect(Object.keys(data).sort()).toEqual(['items', 'nextPageToken']);
    });

    it('expands a series and changes one instance', async () => {
      const { api } = await signedIn();
      const { data: series } = await api.events.insert({
        calendarId: 'primary',
        requestBody: {
          summary: 'Weekly',
          start: { dateTime: '2026-11-23T09:00:00', timeZone: 'Europe/Berlin' },
          end: { dateTime: '2026-11-23T10:00:00', timeZone: 'Europe/Berlin' },
          recurrence: ['RRULE:FREQ=WEEKLY;COUNT=3'],
        },
      });
      const instances = await api.events.instances({
        calendarId: 'primary',
        eventId: series.id ?? '',
      });
      const eventId = instances.data.items?.[1]?.id ?? '';
      await api.events.patch({
        calendarId: 'primary',
        eventId,
        requestBody: { summary: 'Special' },
      });
      const { data } = await api.events.list({
        calendarId: 'primary',
        singleEvents: true,
        orderBy: 'startTime',
      });
      expect(data.items?.map((event) => event.summary)).toEqual(['Weekly', 'Special', 'Weekly']);
    });

    it('gets Google’s errors in Google’s form', async () => {
      const { api } = await signedIn();
      const missing = api.events.get({ calendarId: 'primary', eventId: 'nothing1' });
      await expectAsync(missing).toBeRejectedWith(
        jasmine.objectContaining({ status: 404, message: 'Not Found' }),
      );
      const list = { calendarId: 'primary', orderBy: 'startTime' };
      await expectAsync(api.events.list(list)).toBeRejectedWith(
        jasmine.objectContaining({ status: 400 }),
      );
    });

    it('is stopped by scopes that were not granted', async () => {
      const auth = new calendarAuth.OAuth2(authOptions());
      const { tokens } = await auth.getToken(await allow(auth, [EVENTS_OWNED]));
      auth.setCredentials(tokens);
      await expectAsync(apiOf(auth).calendarList.list()).toBeRejectedWith(
        jasmine.objectContaining({ status: 403 }),
      );
    });

    it('reads a public calendar by a key', async () => {
      const { data } = await apiOf(DEFAULT_API_KEY).events.list({ calendarId: HOLIDAYS });
      expect(data.items?.[0]?.summary).toBe('Christmas Day');
    });

    it('reads lists, colours, settings and busy times', async () => {
      const { api } = await signedIn();
      expect((await api.calendarList.list()).data.items?.length).toBe(4);
      expect((await api.calendarList.get({ calendarId: ADA })).data.primary).toBeTrue();
      expect((await api.colors.get()).data.kind).toBe('calendar#colors');
      expect((await api.settings.list()).data.kind).toBe('calendar#settings');
      const { data } = await api.freebusy.query({
        requestBody: {
          timeMin: '2026-11-24T00:00:00Z',
          timeMax: '2026-11-25T00:00:00Z',
          items: [{ id: ADA }],
        },
      });
      expect(data.calendars?.[ADA]?.busy).toEqual([]);
    });
  });
});

import type { WireEvent } from '../discovery/wire-types.generated.ts';
import { eventsPath, summaries, useEmulator } from '../testing/api-client.ts';

describe('events.list', () => {
  const emulator = useEmulator();

  const at = (summary: string, start: string, end: string): WireEvent => ({
    summary,
    start: { dateTime: start },
    end: { dateTime: end },
  });

  function userWith(...events: WireEvent[]) {
    const { email } = emulator.control.createUser({ timeZone: 'Europe/Berlin', events });
    return emulator.as(email);
  }

  describe('time range', () => {
    const hour = at('hour', '2026-11-24T10:00:00Z', '2026-11-24T11:00:00Z');

    it('events.list: timeMin and timeMax exclude events that end or start exactly there', async () => {
      const user = userWith(hour);
      const list = async (timeMin: string, timeMax: string) =>
        summaries(await user.list({ timeMin, timeMax }));
      expect(await list('2026-11-24T11:00:00Z', '2026-11-24T12:00:00Z')).toEqual([]);
      expect(await list('2026-11-24T09:00:00Z', '2026-11-24T10:00:00Z')).toEqual([]);
      expect(await list('2026-11-24T10:59:59Z', '2026-11-24T12:00:00Z')).toEqual(['hour']);
      expect(await list('2026-11-24T09:00:00Z', '2026-11-24T10:00:01Z')).toEqual(['hour']);
    });

    it('events.list: an all-day event lasts from midnight to midnight in the calendar’s zone', async () => {
      const user = userWith({
        summary: 'day',
        start: { date: '2026-11-24' },
        end: { date: '2026-11-25' },
      });
      const list = async (timeMin: string) => summaries(await user.list({ timeMin }));
      expect(await list('2026-11-24T22:59:00Z')).toEqual(['day']);
      expect(await list('2026-11-24T23:00:00Z')).toEqual([]);
    });

    it('events.list: finds events that start before the range and end after it', async () => {
      const user = userWith(
        at('month', '2026-11-01T00:00:00Z', '2026-12-01T00:00:00Z'),
        at('decade', '2020-01-01T00:00:00Z', '2030-01-01T00:00:00Z'),
      );
      const span = { timeMin: '2026-11-15T00:00:00Z', timeMax: '2026-11-16T00:00:00Z' };
      expect(summaries(await user.list(span)).sort()).toEqual(['decade', 'month']);
    });

    const refusals: [string, Record<string, string>, string][] = [
      [
        'an empty time range',
        { timeMin: '2026-11-24T10:00:00Z', timeMax: '2026-11-24T10:00:00Z' },
        '400 timeRangeEmpty',
      ],
      ['a time without an offset', { timeMin: '2026-11-24T10:00:00' }, '400 badRequest'],
      [
        'an order by start without single events',
        { orderBy: 'startTime' },
        '400 orderByStartTimeRequiresSingleEvents',
      ],
      ['an unknown order', { orderBy: 'size' }, '400 invalidParameter'],
      ['a maxResults that is not a number', { maxResults: 'many' }, '400 invalidParameter'],
      ['maxResults=0', { maxResults: '0' }, '400 invalidParameter'],
      ['an unknown parameter', { sortBy: 'start' }, '400 badRequest'],
      ['a flag that is neither true nor false', { singleEvents: 'yes' }, '400 invalidParameter'],
      ['an invented page token', { pageToken: 'x' }, '400 invalidParameter'],
      ['an invented sync token', { syncToken: 'x' }, '400 invalidParameter'],
    ];
    for (const [what, query, expected] of refusals) {
      it(`events.list: ${what} answers ${expected}`, async () => {
        expect(await emulator.as().refusal(eventsPath('primary'), { query })).toBe(expected);
      });
    }
  });

  it('events.list orderBy: orders by start time or by last change', async () => {
    const user = userWith(
      { ...at('late', '2026-11-24T12:00:00Z', '2026-11-24T13:00:00Z'), id: 'late1' },
      at('early', '2026-11-24T08:00:00Z', '2026-11-24T09:00:00Z'),
    );
    emulator.control.advanceClock(1000);
    await user.patch('late1', { location: 'x' });
    const byStart = await user.list({ singleEvents: 'true', orderBy: 'startTime' });
    const byChange = await user.list({ orderBy: 'updated' });
    expect(summaries(byStart)).toEqual(['early', 'late']);
    expect(summaries(byChange)).toEqual(['early', 'late']);
    await user.patch(byStart.items?.[0]?.id ?? '', { location: 'y' });
    emulator.control.advanceClock(1000);
    await user.patch(byStart.items?.[0]?.id ?? '', { location: 'z' });
    expect(summaries(await user.list({ orderBy: 'updated' }))).toEqual(['late', 'early']);
  });

  it('events.list q: finds all words in summary, location and attendees, in any case', async () => {
    const user = userWith(
      { ...at('Lunch', '2026-11-24T12:00:00Z', '2026-11-24T13:00:00Z'), location: 'Café Größe' },
      {
        ...at('Call', '2026-11-24T14:00:00Z', '2026-11-24T15:00:00Z'),
        attendees: [{ email: 'z@example.com', displayName: 'Zoë Park' }],
      },
    );
    expect(summaries(await user.list({ q: 'größe CAFÉ' }))).toEqual(['Lunch']);
    expect(summaries(await user.list({ q: 'zoë' }))).toEqual(['Call']);
    expect(summaries(await user.list({ q: 'lunch park' }))).toEqual([]);
  });

  it('events.list: finds events by iCalUID, extended properties and event type', async () => {
    const user = userWith(
      {
        ...at('one', '2026-11-24T12:00:00Z', '2026-11-24T13:00:00Z'),
        iCalUID: 'uid-1',
        extendedProperties: { private: { key: 'a=b' }, shared: { room: '1' } },
      },
      { ...at('focus', '2026-11-24T14:00:00Z', '2026-11-24T15:00:00Z'), eventType: 'focusTime' },
    );
    expect(summaries(await user.list({ iCalUID: 'uid-1' }))).toEqual(['one']);
    expect(summaries(await user.list({ privateExtendedProperty: 'key=a=b' }))).toEqual(['one']);
    expect(summaries(await user.list({ sharedExtendedProperty: ['room=1', 'x=y'] }))).toEqual([]);
    expect(summaries(await user.list({ privateExtendedProperty: ['key=a=b', 'key=c'] }))).toEqual(
      [],
    );
    expect(summaries(await user.list({ eventTypes: ['focusTime', 'outOfOffice'] }))).toEqual([
      'focus',
    ]);
  });

  it('events.list showDeleted: shows deleted events', async () => {
    const user = userWith({
      ...at('gone', '2026-11-24T12:00:00Z', '2026-11-24T13:00:00Z'),
      id: 'gone1',
    });
    await user.delete('gone1');
    expect((await user.list()).items).toEqual([]);
    expect((await user.list({ showDeleted: 'true' })).items?.[0]?.status).toBe('cancelled');
  });

  it('events.list timeZone: answers times in the requested zone', async () => {
    const user = userWith(at('hour', '2026-07-01T10:00:00Z', '2026-07-01T11:00:00Z'));
    const list = await user.list({ timeZone: 'Asia/Kolkata' });
    expect(list.timeZone).toBe('Asia/Kolkata');
    expect(list.items?.[0]?.start?.dateTime).toBe('2026-07-01T15:30:00+05:30');
    expect((await user.list()).items?.[0]?.start?.dateTime).toBe('2026-07-01T12:00:00+02:00');
  });

  describe('pages', () => {
    const many = (count: number) =>
      Array.from({ length: count }, (_, n) =>
        at(`e${n}`, '2026-11-24T12:00:00Z', '2026-11-24T13:00:00Z'),
      );

    it('events.list: a page has 250 events by default and 2500 at most', async () => {
      const user = userWith(...many(2600));
      expect((await user.list()).items?.length).toBe(250);
      expect((await user.list({ maxResults: '9999' })).items?.length).toBe(2500);
    });

    it('events.list: pages show the state of the first page while others write, and the last has the sync token', async () => {
      const user = userWith(...many(25));
      const seen: unknown[] = [];
      let pageToken: string | undefined;
      let syncToken: string | null | undefined;
      do {
        const page = await user.list({ maxResults: '10', ...(pageToken && { pageToken }) });
        seen.push(...summaries(page));
        await user.insert(at(`new${seen.length}`, '2026-11-24T12:00:00Z', '2026-11-24T13:00:00Z'));
        pageToken = page.nextPageToken ?? undefined;
        expect(page.nextPageToken && page.nextSyncToken).toBeUndefined();
        syncToken = page.nextSyncToken;
      } while (pageToken);
      expect(seen).toEqual(many(25).map((event) => event.summary));
      const changes = await user.list({ syncToken: syncToken ?? '' });
      expect(summaries(changes)).toEqual(['new10', 'new20', 'new25']);
    });

    it('events.list: the first page, asked for again, shows later changes', async () => {
      const user = userWith(...many(25));
      const first = async () => (await user.list({ maxResults: '24' })).items?.at(-1)?.summary;
      expect([await first(), await first()]).toEqual(['e23', 'e23']);
      const { items } = await user.list({ maxResults: '24' });
      await user.delete(items?.[0]?.id ?? '');
      expect(await first()).toBe('e24');
    });

    it('events.list: a page token can be used again, and with other parameters answers 400', async () => {
      const user = userWith(...many(25));
      const { nextPageToken } = await user.list({ maxResults: '10' });
      const query = { maxResults: '10', pageToken: nextPageToken ?? '' };
      expect(await user.list(query)).toEqual(await user.list(query));
      const other = { query: { ...query, singleEvents: 'true' } };
      expect(await user.refusal(eventsPath('primary'), other)).toBe('400 invalidParameter');
    });
  });

  describe('sync tokens', () => {
    async function synced() {
      const user = userWith(
        { ...at('one', '2026-11-24T12:00:00Z', '2026-11-24T13:00:00Z'), id: 'one01' },
        { ...at('two', '2026-11-24T14:00:00Z', '2026-11-24T15:00:00Z'), id: 'two02' },
      );
      const syncToken = (await user.list()).nextSyncToken ?? '';
      return { user, syncToken };
    }

    it('events.list: an incremental list contains changed and deleted events alone', async () => {
      const { user, syncToken } = await synced();
      expect((await user.list({ syncToken })).items).toEqual([]);
      await user.delete('one01');
      await user.patch('two02', { location: 'x' });
      await user.patch('two02', { location: 'y' });
      const changes = await user.list({ syncToken });
      expect(changes.items?.map((event) => [event.id, event.status, event.location])).toEqual([
        ['one01', 'cancelled', undefined],
        ['two02', 'confirmed', 'y'],
      ] as never);
      expect((await user.list({ syncToken: changes.nextSyncToken ?? '' })).items).toEqual([]);
    });

    for (const name of [
      'timeMin',
      'timeMax',
      'updatedMin',
      'q',
      'iCalUID',
      'orderBy',
      'privateExtendedProperty',
      'sharedExtendedProperty',
      'showDeleted',
    ]) {
      it(`events.list: a sync token with ${name} answers 400`, async () => {
        const { user, syncToken } = await synced();
        const values: Readonly<Record<string, string>> = {
          orderBy: 'updated',
          showDeleted: 'false',
          q: 'x',
          iCalUID: 'x',
        };
        const value = values[name] ?? (name.endsWith('Property') ? 'a=b' : '2026-11-24T12:00:00Z');
        const query = { syncToken, [name]: value };
        expect(await user.refusal(eventsPath('primary'), { query })).toMatch(/^400 /);
      });
    }

    it('events.list: an invalidated sync token, or one of another calendar, answers 410 fullSyncRequired', async () => {
      const { user, syncToken } = await synced();
      const other = userWith();
      const query = { syncToken };
      expect(await other.refusal(eventsPath('primary'), { query })).toBe('410 fullSyncRequired');
      emulator.control.expireSyncTokens();
      expect(await user.refusal(eventsPath('primary'), { query })).toBe('410 fullSyncRequired');
    });
  });
});

import type { WireEvent } from '../discovery/wire-types.generated.ts';
import { eventPath, eventsPath, useEmulator, type ErrorBody } from '../testing/api-client.ts';
import { ADA, BEN, TEAM } from '../testing/small-world.ts';

describe('Writing events', () => {
  const emulator = useEmulator();

  const meeting: WireEvent = {
    summary: 'Meeting',
    start: { dateTime: '2026-11-24T10:00:00+01:00', timeZone: 'Europe/Berlin' },
    end: { dateTime: '2026-11-24T11:00:00+01:00', timeZone: 'Europe/Berlin' },
  };

  describe('insert', () => {
    it('events.insert: adds the fields that Google adds', async () => {
      const event = await emulator.as().insert(meeting);
      expect(event).toEqual({
        ...meeting,
        kind: 'calendar#event',
        etag: jasmine.stringMatching(/^"\d{16}"$/) as unknown as string,
        id: jasmine.stringMatching(/^[a-v0-9]{26}$/) as unknown as string,
        status: 'confirmed',
        htmlLink: jasmine.stringMatching(
          /^https:\/\/www\.google\.com\/calendar\/event\?eid=/,
        ) as unknown as string,
        created: jasmine.stringMatching(/^2026-11-22T09:/) as unknown as string,
        updated: jasmine.stringMatching(/^2026-11-22T09:/) as unknown as string,
        creator: { email: ADA, self: true },
        organizer: { email: ADA, self: true },
        iCalUID: `${event.id}@google.com`,
        sequence: 0,
        reminders: { useDefault: true },
        eventType: 'default',
      });
    });

    it('events.insert: a valid id of the client is used, a taken one answers 409 and an invalid one 400', async () => {
      const ada = emulator.as();
      expect((await ada.insert({ ...meeting, id: 'abc01' })).id).toBe('abc01');
      const post = (id: string) =>
        ada.refusal(eventsPath('primary'), { method: 'POST', body: { ...meeting, id } });
      expect(await post('abc01')).toBe('409 duplicate');
      expect(await post('abc')).toBe('400 invalid');
      expect(await post('ABCDE')).toBe('400 invalid');
      expect(await post('xyzzy')).toBe('400 invalid');
    });

    it('events.insert: the id of a deleted event answers 409 duplicate', async () => {
      const ada = emulator.as();
      await ada.insert({ ...meeting, id: 'abc01' });
      await ada.delete('abc01');
      const again = { method: 'POST', body: { ...meeting, id: 'abc01' } };
      expect(await ada.refusal(eventsPath('primary'), again)).toBe('409 duplicate');
    });

    it('events.insert: times get the offset of the calendar’s zone, and the event keeps its own zone', async () => {
      const { start } = await emulator.as().insert({
        ...meeting,
        start: { dateTime: '2026-11-24T09:00:00', timeZone: 'America/New_York' },
        end: { dateTime: '2026-11-24T20:00:00Z' },
      });
      expect(start).toEqual({
        dateTime: '2026-11-24T15:00:00+01:00',
        timeZone: 'America/New_York',
      });
    });

    it('events.insert: extended properties with long names are dropped, and long values truncated', async () => {
      const { extendedProperties } = await emulator.as().insert({
        ...meeting,
        extendedProperties: {
          private: {
            ['n'.repeat(44)]: 'kept',
            ['n'.repeat(45)]: 'dropped',
            long: 'v'.repeat(2000),
          },
        },
      });
      expect(extendedProperties?.private).toEqual({
        ['n'.repeat(44)]: 'kept',
        long: 'v'.repeat(1024),
      });
    });

    const refusals: [string, object, string][] = [
      ['no end', { end: undefined }, '400 required'],
      ['no start', { start: undefined }, '400 required'],
      [
        'an end before its start',
        { end: { dateTime: '2026-11-24T09:00:00+01:00' } },
        '400 timeRangeEmpty',
      ],
      ['a day beside a time', { end: { date: '2026-11-25' } }, '400 invalid'],
      ['both a day and a time', { start: { ...meeting.start, date: '2026-11-24' } }, '400 invalid'],
      [
        'a time without offset or zone',
        { start: { dateTime: '2026-11-24T10:00:00' } },
        '400 required',
      ],
      ['an unknown zone', { start: { ...meeting.start, timeZone: 'Mars/Olympus' } }, '400 invalid'],
      [
        'a day that does not exist',
        { start: { date: '2026-02-30' }, end: { date: '2026-03-02' } },
        '400 invalid',
      ],
      [
        'a series without a zone',
        { start: { dateTime: '2026-11-24T10:00:00+01:00' }, recurrence: ['RRULE:FREQ=DAILY'] },
        '400 required',
      ],
      ['a rule that cannot be read', { recurrence: ['RRULE:FREQ=SOMETIMES'] }, '400 invalid'],
      ['a wrong type', { summary: 5 }, '400 invalid'],
      ['a wrong type deep inside', { attendees: [{ email: true }] }, '400 invalid'],
    ];
    for (const [what, change, expected] of refusals) {
      it(`events.insert: ${what} answers ${expected}`, async () => {
        const request = { method: 'POST', body: { ...meeting, ...change } };
        expect(await emulator.as().refusal(eventsPath('primary'), request)).toBe(expected);
      });
    }

    it('events.insert: invalid JSON answers parseError, and a form answers badRequest', async () => {
      const { token } = emulator.as();
      const send = async (type: string, body: string) => {
        const url = new URL('/calendar/v3/calendars/primary/events', emulator.url);
        const response = await fetch(url, {
          method: 'POST',
          headers: { Authorization: `Bearer ${token}`, 'Content-Type': type },
          body,
        });
        return ((await response.json()) as ErrorBody).error.errors[0]?.reason;
      };
      expect(await send('application/json', '{"summary":')).toBe('parseError');
      expect(await send('application/x-www-form-urlencoded', 'summary=x')).toBe('badRequest');
    });
  });

  describe('patch', () => {
    it('events.patch: merges objects, replaces arrays and removes fields with null', async () => {
      const ada = emulator.as();
      const { id } = await ada.insert({
        ...meeting,
        location: 'Room 1',
        attendees: [{ email: 'a@example.com' }, { email: 'b@example.com' }],
        extendedProperties: { private: { one: '1', two: '2' } },
      });
      const patched = await ada.patch(id ?? '', {
        location: null,
        attendees: [{ email: 'c@example.com' }],
        extendedProperties: { private: { two: null, three: '3' } },
      });
      expect(patched.summary).toBe('Meeting');
      expect('location' in patched).toBeFalse();
      expect(patched.attendees?.map((each) => each.email)).toEqual(['c@example.com']);
      expect(patched.extendedProperties?.private).toEqual({ one: '1', three: '3' });
    });

    it('events.patch: replacing dateTime by date makes a timed event all-day', async () => {
      const ada = emulator.as();
      const { id } = await ada.insert(meeting);
      const toDay = {
        start: { date: '2026-11-24', dateTime: null, timeZone: null },
        end: { date: '2026-11-25', dateTime: null, timeZone: null },
      };
      expect((await ada.patch(id ?? '', toDay)).start).toEqual({ date: '2026-11-24' });
    });

    it('events.patch: read-only fields are ignored', async () => {
      const ada = emulator.as();
      const before = await ada.insert(meeting);
      const after = await ada.patch(before.id ?? '', {
        created: '2000-01-01T00:00:00Z',
        creator: { email: 'x@example.com' },
        iCalUID: 'x',
        htmlLink: 'https://evil.test/',
        summary: 'New',
      });
      expect({ ...after, etag: '', updated: '' }).toEqual({
        ...before,
        etag: '',
        updated: '',
        summary: 'New',
      });
    });

    it('events.patch: a change of time increments the sequence, a change of text does not', async () => {
      const ada = emulator.as();
      const { id } = await ada.insert(meeting);
      expect((await ada.patch(id ?? '', { summary: 'New' })).sequence).toBe(0);
      const later = { end: { dateTime: '2026-11-24T12:00:00+01:00' } };
      expect((await ada.patch(id ?? '', later)).sequence).toBe(1);
    });
  });

  describe('update', () => {
    it('events.update: removes fields that are not sent', async () => {
      const ada = emulator.as();
      const before = await ada.insert({ ...meeting, location: 'Room 1', colorId: '4' });
      const after = await ada.put(before.id ?? '', { ...meeting, summary: 'New' });
      expect(after.summary).toBe('New');
      expect('location' in after).toBeFalse();
      expect('colorId' in after).toBeFalse();
      expect(after.iCalUID).toBe(before.iCalUID);
    });

    it('events.update: a body without start and end answers 400 required', async () => {
      const ada = emulator.as();
      const { id } = await ada.insert(meeting);
      const request = { method: 'PUT', body: { summary: 'New' } };
      expect(await ada.refusal(eventPath(id ?? ''), request)).toBe('400 required');
    });
  });

  describe('delete', () => {
    it('events.delete: answers 204, then 410, and the event can still be read as cancelled', async () => {
      const ada = emulator.as();
      const { id = '' } = await ada.insert(meeting);
      const remove = { method: 'DELETE' };
      expect((await ada.call(eventPath(id ?? ''), remove)).status).toBe(204);
      expect(await ada.refusal(eventPath(id ?? ''), remove)).toBe('410 deleted');
      const gone = await ada.get(id ?? '');
      expect(gone.status).toBe('cancelled');
      expect(gone.summary).toBe('Meeting');
    });

    it('events.patch: the status confirmed restores a deleted event', async () => {
      const ada = emulator.as();
      const { id = '' } = await ada.insert(meeting);
      await ada.delete(id ?? '');
      expect((await ada.patch(id ?? '', { status: 'confirmed' })).status).toBe('confirmed');
      expect((await ada.list()).items?.map((event) => event.id)).toEqual([id]);
    });

    it('events.delete: an unknown id answers 404 notFound', async () => {
      expect(await emulator.as().refusal(eventPath('never1'), { method: 'DELETE' })).toBe(
        '404 notFound',
      );
    });
  });

  describe('etags', () => {
    it('etags: differ for every write, even within one millisecond', async () => {
      const ada = emulator.as();
      const { id = '' } = await ada.insert(meeting);
      const etags = await Promise.all(
        Array.from(
          { length: 20 },
          async (_, n) => (await ada.patch(id ?? '', { location: `${n}` })).etag,
        ),
      );
      expect(new Set(etags).size).toBe(20);
    });

    it('If-Match: a stale etag answers 412, and the latest etag or * is written', async () => {
      const ada = emulator.as();
      const first = await ada.insert(meeting);
      const path = eventPath(first.id ?? '');
      const write = (method: string, etag: string) =>
        ada.refusal(path, { method, body: { ...meeting }, headers: { 'If-Match': etag } });
      const second = await ada.patch(first.id ?? '', { summary: 'New' });
      for (const method of ['PATCH', 'PUT', 'DELETE']) {
        expect(await write(method, first.etag ?? '')).toBe('412 conditionNotMet');
      }
      expect((await ada.get(first.id ?? '')).summary).toBe('New');
      expect(await write('PATCH', second.etag ?? '')).toBe('200 not refused');
      expect(await write('PATCH', '*')).toBe('200 not refused');
    });

    it('If-None-Match: the latest etag answers 304', async () => {
      const ada = emulator.as();
      const { id, etag } = await ada.insert(meeting);
      const headers = { 'If-None-Match': etag ?? '' };
      expect((await ada.call(eventPath(id ?? ''), { headers })).status).toBe(304);
      await ada.patch(id ?? '', { summary: 'New' });
      expect((await ada.call(eventPath(id ?? ''), { headers })).status).toBe(200);
    });
  });

  it('events.move: the event keeps its id and changes its organizer', async () => {
    const ada = emulator.as();
    const { id = '' } = await ada.insert(meeting);
    const moved = await ada.ok<WireEvent>(`${eventPath(id ?? '')}/move`, {
      method: 'POST',
      query: { destination: TEAM },
    });
    expect(moved.organizer?.email).toBe(TEAM);
    expect((await ada.get(id ?? '')).status).toBe('cancelled');
    expect((await ada.get(id ?? '', TEAM)).status).toBe('confirmed');
  });

  it('events.insert: a conference is created only with conferenceDataVersion=1', async () => {
    const ada = emulator.as();
    const body = {
      ...meeting,
      conferenceData: {
        createRequest: { requestId: 'r', conferenceSolutionKey: { type: 'hangoutsMeet' } },
      },
    };
    const insert = (query: Record<string, string>) =>
      ada.ok<WireEvent>(eventsPath('primary'), { method: 'POST', body, query });
    expect((await insert({})).conferenceData).toBeUndefined();
    const { hangoutLink, conferenceData } = await insert({ conferenceDataVersion: '1' });
    expect(hangoutLink).toMatch(/^https:\/\/meet\.google\.com\/[a-z]{3}-[a-z]{4}-[a-z]{3}$/);
    expect(conferenceData?.createRequest?.status?.statusCode).toBe('success');
  });

  it('events.patch: a guest who changes shared fields answers 403 forbiddenForNonOrganizer', async () => {
    emulator.control.createUser({
      email: 'cleo@example.com',
      events: [
        {
          id: 'invited1',
          summary: 'By Ben',
          organizer: { email: BEN },
          attendees: [{ email: 'cleo@example.com', responseStatus: 'needsAction' }],
          start: { dateTime: '2026-11-24T10:00:00Z' },
          end: { dateTime: '2026-11-24T11:00:00Z' },
        },
      ],
    });
    const cleo = emulator.as('cleo@example.com');
    const patch = (body: object) => cleo.refusal(eventPath('invited1'), { method: 'PATCH', body });
    expect(await patch({ summary: 'By Cleo' })).toBe('403 forbiddenForNonOrganizer');
    expect(await patch({ start: { dateTime: '2026-11-24T10:30:00Z' } })).toBe(
      '403 forbiddenForNonOrganizer',
    );
    const answer = {
      attendees: [{ email: 'cleo@example.com', responseStatus: 'accepted' }],
    };
    expect(await patch({ ...answer, colorId: '5' })).toBe('200 not refused');
    expect((await cleo.get('invited1')).attendees?.[0]?.self).toBeTrue();
  });
});

describe('Unknown fields', () => {
  // A response with an unknown field does not match the discovery document.
  const emulator = useEmulator({ validateAnswers: false });

  it('events.insert: a field of a later API revision is kept', async () => {
    const event = await emulator.as().insert({
      start: { date: '2026-11-24' },
      end: { date: '2026-11-25' },
      ...{ futureField: { a: [1] } },
    });
    expect(event as object).toEqual(jasmine.objectContaining({ futureField: { a: [1] } }));
  });
});

import type { WireEvent } from '../discovery/wire-types.generated.ts';
import { eventPath, useEmulator, type ApiClient } from '../testing/api-client.ts';
import { ADA, BEN, TEAM } from '../testing/small-world.ts';

describe('Invitations', () => {
  const emulator = useEmulator();
  const CLEO = 'cleo@example.com';

  const meeting: WireEvent = {
    id: 'meeting1',
    summary: 'Meeting',
    start: { dateTime: '2026-11-24T10:00:00+01:00', timeZone: 'Europe/Berlin' },
    end: { dateTime: '2026-11-24T11:00:00+01:00', timeZone: 'Europe/Berlin' },
    attendees: [{ email: ADA, responseStatus: 'accepted' }, { email: BEN }, { email: CLEO }],
  };

  function people() {
    emulator.control.createUser({ email: CLEO, timeZone: 'Asia/Tokyo' });
    return { ada: emulator.as(ADA), ben: emulator.as(BEN), cleo: emulator.as(CLEO) };
  }

  const answer = (client: ApiClient, email: string, responseStatus: string, id = 'meeting1') =>
    client.get(id).then(({ attendees }) =>
      client.patch(id, {
        attendees: attendees?.map((each) =>
          each.email === email ? { ...each, responseStatus } : each,
        ),
      }),
    );

  const answers = ({ attendees }: WireEvent) =>
    Object.fromEntries(attendees?.map((each) => [each.email, each.responseStatus]) ?? []) as object;

  it('invitations: a new event is copied to the guests’ calendars, with its organizer and in their time zones', async () => {
    const { ada, cleo } = people();
    const { iCalUID } = await ada.insert(meeting);
    const copy = await cleo.get('meeting1');
    expect(copy).toEqual(
      jasmine.objectContaining<WireEvent>({
        summary: 'Meeting',
        iCalUID: iCalUID ?? '',
        organizer: { email: ADA },
        creator: { email: ADA },
        start: { dateTime: '2026-11-24T18:00:00+09:00', timeZone: 'Europe/Berlin' },
      }),
    );
    expect(copy.attendees?.map((each) => [each.email, each.self, each.organizer])).toEqual([
      [ADA, undefined, true],
      [BEN, undefined, undefined],
      [CLEO, true, undefined],
    ] as never);
  });

  it('invitations: the organizer’s changes are copied, and guests keep their own colour, reminders and private properties', async () => {
    const { ada, ben } = people();
    await ada.insert({ ...meeting, extendedProperties: { private: { mine: 'a' } } });
    expect((await ben.get('meeting1')).extendedProperties).toBeUndefined();
    await ben.patch('meeting1', {
      colorId: '5',
      reminders: { useDefault: false },
      extendedProperties: { private: { note: 'b' } },
    });
    await ada.patch('meeting1', { summary: 'Moved', colorId: '1' });
    expect(await ben.get('meeting1')).toEqual(
      jasmine.objectContaining<WireEvent>({
        summary: 'Moved',
        colorId: '5',
        reminders: { useDefault: false },
        extendedProperties: { private: { note: 'b' } },
      }),
    );
  });

  it('invitations: a guest’s answer is copied to the organizer and the other guests', async () => {
    const { ada, ben, cleo } = people();
    await ada.insert(meeting);
    await answer(ben, BEN, 'tentative');
    const expected = { [ADA]: 'accepted', [BEN]: 'tentative', [CLEO]: 'needsAction' };
    for (const client of [ada, ben, cleo]) {
      expect(answers(await client.get('meeting1'))).toEqual(expected);
    }
    expect((await ada.get('meeting1')).attendees?.[0]?.self).toBeTrue();
    expect((await cleo.get('meeting1')).attendees?.[2]?.self).toBeTrue();
  });

  it('invitations: a guest who sends the own answer alone keeps the other guests and what the organizer set', async () => {
    const { ada, ben, cleo } = people();
    await ada.insert({
      ...meeting,
      attendees: [
        { email: ADA, responseStatus: 'accepted' },
        { email: BEN, displayName: 'Ben Okoro', optional: true },
        { email: CLEO },
      ],
    });
    const respond = (changes: object, email = BEN) =>
      ben.patch('meeting1', { attendees: [{ email, ...changes }], attendeesOmitted: true });
    const comment = 'Ten minutes late';
    await respond({ responseStatus: 'accepted', comment, optional: false, displayName: 'Chief' });
    const expected = {
      email: BEN,
      displayName: 'Ben Okoro',
      optional: true,
      responseStatus: 'accepted',
    };
    for (const client of [ada, ben, cleo]) {
      const { attendees } = await client.get('meeting1');
      expect(attendees?.length).toBe(3);
      expect(attendees?.[1]).toEqual(jasmine.objectContaining({ ...expected, comment }));
    }
    await respond({ responseStatus: 'declined' }, CLEO);
    expect(answers(await ada.get('meeting1'))).toEqual(
      jasmine.objectContaining({ [BEN]: 'accepted', [CLEO]: 'needsAction' }),
    );
    await respond({ responseStatus: 'tentative', comment: '' });
    const [, answered] = (await ada.get('meeting1')).attendees ?? [];
    expect(answered).toEqual({ ...expected, responseStatus: 'tentative' });
  });

  it('invitations: a guest’s answer with a stale etag answers 412, and changes nothing', async () => {
    const { ada, ben } = people();
    await ada.insert(meeting);
    const { etag } = await ben.get('meeting1');
    await ada.patch('meeting1', { summary: 'Moved' });
    const stale = {
      method: 'PATCH',
      body: { attendees: [{ email: BEN, responseStatus: 'accepted' }], attendeesOmitted: true },
      headers: { 'If-Match': etag ?? '' },
    };
    expect(await ben.refusal(eventPath('meeting1'), stale)).toBe('412 conditionNotMet');
    expect(answers(await ada.get('meeting1'))).toEqual(
      jasmine.objectContaining({ [BEN]: 'needsAction' }),
    );
  });

  it('invitations: deleting a copy declines, and deleting the event cancels all copies', async () => {
    const { ada, ben, cleo } = people();
    await ada.insert(meeting);
    await ben.delete('meeting1');
    expect(answers(await ada.get('meeting1'))).toEqual(
      jasmine.objectContaining({ [BEN]: 'declined' }),
    );
    expect((await cleo.get('meeting1')).status).toBe('confirmed');
    await ada.delete('meeting1');
    expect((await cleo.get('meeting1')).status).toBe('cancelled');
    await ada.patch('meeting1', { status: 'confirmed' });
    expect((await cleo.get('meeting1')).status).toBe('confirmed');
  });

  it('invitations: removing a guest cancels the guest’s copy', async () => {
    const { ada, ben, cleo } = people();
    await ada.insert(meeting);
    await ada.patch('meeting1', { attendees: [{ email: CLEO }] });
    expect((await ben.get('meeting1')).status).toBe('cancelled');
    expect((await cleo.get('meeting1')).status).toBe('confirmed');
  });

  it('invitations: a series is copied with its exceptions, and answers to single instances come back', async () => {
    const { ada, ben } = people();
    await ada.insert({ ...meeting, recurrence: ['RRULE:FREQ=WEEKLY;COUNT=3'] });
    const second = 'meeting1_20261201T090000Z';
    await ada.patch(second, { summary: 'Special' });
    expect((await ben.get(second)).summary).toBe('Special');
    const third = 'meeting1_20261208T090000Z';
    await answer(ben, BEN, 'declined', third);
    expect(answers(await ada.get(third))).toEqual(jasmine.objectContaining({ [BEN]: 'declined' }));
    expect(answers(await ada.get('meeting1'))).toEqual(
      jasmine.objectContaining({ [BEN]: 'needsAction' }),
    );
    await ada.patch('meeting1', { recurrence: ['RRULE:FREQ=WEEKLY;COUNT=1'] });
    const list = await ben.list({ singleEvents: 'true' });
    expect(list.items?.map((event) => event.id)).toEqual(['meeting1_20261124T090000Z']);
  });

  it('invitations: a guest whose calendar lacks the series gets no exception of it', async () => {
    const ada = emulator.as(ADA);
    await ada.insert({ ...meeting, recurrence: ['RRULE:FREQ=DAILY;COUNT=3'] });
    emulator.control.createUser({ email: CLEO, timeZone: 'Asia/Tokyo' });
    await ada.patch('meeting1_20261125T090000Z', { summary: 'Moved' });
    expect((await emulator.as(BEN).get('meeting1_20261125T090000Z')).summary).toBe('Moved');
    expect((await emulator.as(CLEO).list({ q: 'Moved' })).items).toEqual([]);
  });

  it('invitations: events of shared calendars invite too, and appear in incremental lists', async () => {
    const { ada, ben } = people();
    const { nextSyncToken } = await ben.list();
    await ada.insert({ ...meeting, attendees: [{ email: BEN }] }, TEAM);
    const changes = await ben.list({ syncToken: nextSyncToken ?? '' });
    expect(changes.items?.map((event) => event.organizer?.email)).toEqual([TEAM]);
    await answer(ben, BEN, 'accepted');
    expect(answers(await ada.get('meeting1', TEAM))).toEqual({ [BEN]: 'accepted' });
  });

  it('invitations: a guest’s own event with the same id is not replaced', async () => {
    const { ada, ben } = people();
    await ben.insert({ ...meeting, summary: 'Ben’s own', attendees: [] });
    await ada.insert(meeting);
    expect((await ben.get('meeting1')).summary).toBe('Ben’s own');
  });
});

import type { WireCalendar, WireEvent } from '../discovery/wire-types.generated.ts';
import { eventPath, summaries, useEmulator } from '../testing/api-client.ts';
import { ADA, BEN, HOLIDAYS, smallWorld, TEAM } from '../testing/small-world.ts';

describe('events.move', () => {
  const emulator = useEmulator();
  const meeting: WireEvent = {
    id: 'meeting1',
    summary: 'Meeting',
    start: { dateTime: '2026-11-24T10:00:00+01:00', timeZone: 'Europe/Berlin' },
    end: { dateTime: '2026-11-24T11:00:00+01:00', timeZone: 'Europe/Berlin' },
  };
  const request = (destination: string) => ({ method: 'POST', query: { destination } });
  const move = (destination: string, id = 'meeting1', from = 'primary') =>
    emulator.as().ok<WireEvent>(`${eventPath(id, from)}/move`, request(destination));
  const refusal = (destination: string, id = 'meeting1', email = ADA) =>
    emulator.as(email).refusal(`${eventPath(id)}/move`, request(destination));

  it('events.move: the event has a new etag and the destination as its organizer, and keeps id, UID and creator', async () => {
    const ada = emulator.as();
    const before = await ada.insert({ ...meeting, attendees: [{ email: ADA }, { email: BEN }] });
    const after = await move(TEAM);
    expect([after.id, after.iCalUID, after.creator]).toEqual([
      before.id,
      before.iCalUID,
      { email: ADA },
    ]);
    expect(after.organizer).toEqual({ email: TEAM, displayName: TEAM, self: true });
    expect(after.etag).not.toBe(before.etag);
    expect(after.htmlLink).not.toBe(before.htmlLink);
    expect(after.attendees).toEqual([
      { email: ADA, responseStatus: 'needsAction' },
      { email: BEN, responseStatus: 'needsAction' },
    ]);
    expect(await ada.get('meeting1', TEAM)).toEqual(after);
  });

  it('events.move: the sync tokens of both calendars tell it', async () => {
    const ada = emulator.as();
    await ada.insert(meeting);
    const [from, to] = [await ada.list(), await ada.list({}, TEAM)];
    await move(TEAM);
    const changes = async (syncToken: string | null | undefined, calendarId: string) =>
      (await ada.list({ syncToken: syncToken ?? '' }, calendarId)).items?.map((event) => [
        event.id,
        event.status,
      ]);
    expect(await changes(from.nextSyncToken, 'primary')).toEqual([['meeting1', 'cancelled']]);
    expect(await changes(to.nextSyncToken, TEAM)).toEqual([['meeting1', 'confirmed']]);
  });

  it('events.move: a series takes its changed and its deleted instances along', async () => {
    const ada = emulator.as();
    const { id = '' } = await ada.ok<WireCalendar>('calendars', {
      method: 'POST',
      body: { summary: 'Tokyo', timeZone: 'Asia/Tokyo' },
    });
    const tokyo = id ?? '';
    await ada.insert({ ...meeting, recurrence: ['RRULE:FREQ=DAILY;COUNT=3'] });
    await ada.patch('meeting1_20261125T090000Z', { summary: 'Special' });
    await ada.delete('meeting1_20261126T090000Z');
    await move(tokyo);
    const query = { singleEvents: 'true', orderBy: 'startTime' };
    expect(summaries(await ada.list(query, tokyo))).toEqual(['Meeting', 'Special']);
    expect((await ada.list(query)).items).toEqual([]);
    const special = await ada.get('meeting1_20261125T090000Z', tokyo);
    expect(special.originalStartTime?.dateTime).toBe('2026-11-25T18:00:00+09:00');
    expect(special.organizer?.email).toBe(tokyo);
  });

  it('events.move: an event that was moved away can be moved back', async () => {
    await emulator.as().insert(meeting);
    await move(TEAM);
    const back = await move(ADA, 'meeting1', TEAM);
    expect([back.status, back.organizer]).toEqual(['confirmed', { email: ADA, self: true }]);
    expect((await emulator.as().get('meeting1', TEAM)).status).toBe('cancelled');
  });

  it('events.move: guests keep their copies, which name the new organizer and follow its changes', async () => {
    emulator.control.createUser({ email: 'cleo@example.com' });
    const [ada, cleo] = [emulator.as(), emulator.as('cleo@example.com')];
    await ada.insert({ ...meeting, attendees: [{ email: 'cleo@example.com' }] });
    await move(TEAM);
    expect((await cleo.get('meeting1')).organizer?.email).toBe(TEAM);
    await ada.patch('meeting1', { summary: 'Later' }, TEAM);
    expect((await cleo.get('meeting1')).summary).toBe('Later');
    const attendees = [{ email: 'cleo@example.com', responseStatus: 'accepted' }];
    await cleo.patch('meeting1', { attendees, attendeesOmitted: true });
    const [guest] = (await ada.get('meeting1', TEAM)).attendees ?? [];
    expect(guest?.responseStatus).toBe('accepted');
  });

  it('events.move: an instance of a series answers 400 cannotChangeOrganizerOfInstance', async () => {
    await emulator.as().insert({ ...meeting, recurrence: ['RRULE:FREQ=DAILY;COUNT=3'] });
    const expected = '400 cannotChangeOrganizerOfInstance';
    expect(await refusal(TEAM, 'meeting1_20261125T090000Z')).toBe(expected);
  });

  it('events.move: a status event answers 400 eventTypeRestriction', async () => {
    await emulator.as().insert({ ...meeting, eventType: 'focusTime' });
    expect(await refusal(TEAM)).toBe('400 eventTypeRestriction');
  });

  it('events.move: a guest answers 400 cannotChangeOrganizer', async () => {
    await emulator.as().insert({ ...meeting, attendees: [{ email: BEN }] });
    expect(await refusal(TEAM, 'meeting1', BEN)).toBe('400 cannotChangeOrganizer');
  });

  it('events.move: the same, an unknown and a read-only calendar are refused, and the event stays', async () => {
    await emulator.as().insert(meeting);
    expect(await refusal(ADA)).toBe('400 invalidParameter');
    expect(await refusal('primary')).toBe('400 invalidParameter');
    expect(await refusal('nobody@example.com')).toBe('404 notFound');
    expect(await refusal(HOLIDAYS)).toBe('403 requiredAccessLevel');
    expect(await refusal(TEAM, 'unknown1')).toBe('404 notFound');
    expect((await emulator.as().get('meeting1')).status).toBe('confirmed');
  });

  it('events.move: a deleted event answers 410, and an id that the destination uses for another event 409', async () => {
    const ada = emulator.as();
    await ada.insert(meeting);
    await ada.insert({ ...meeting, id: 'gone01' });
    await ada.delete('gone01');
    expect(await refusal(TEAM, 'gone01')).toBe('410 deleted');
    emulator.control.addSeed({
      ...smallWorld(),
      users: [],
      calendars: smallWorld()
        .calendars.filter(({ id }) => id === TEAM)
        .map((calendar) => ({ ...calendar, events: [{ ...meeting, iCalUID: 'other@x.test' }] })),
    });
    expect(await refusal(TEAM)).toBe('409 duplicate');
  });
});

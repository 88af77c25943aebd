import type { WireEvent } from '../discovery/wire-types.generated.ts';
import { eventsPath, useEmulator, type ApiClient } from '../testing/api-client.ts';
import { ADA, BEN } from '../testing/small-world.ts';

const IMPORT = `${eventsPath('primary')}/import`;

describe('Import', () => {
  const emulator = useEmulator();

  const foreign: WireEvent = {
    iCalUID: 'uid-1@elsewhere.test',
    summary: 'From elsewhere',
    organizer: { email: 'org@elsewhere.test', displayName: 'Org' },
    attendees: [{ email: ADA, responseStatus: 'accepted' }, { email: BEN }],
    start: { dateTime: '2026-11-24T10:00:00Z' },
    end: { dateTime: '2026-11-24T11:00:00Z' },
    sequence: 2,
  };
  const add = (client: ApiClient, change: WireEvent = {}) =>
    client.ok<WireEvent>(IMPORT, { method: 'POST', body: { ...foreign, ...change } });

  it('events.import: keeps UID, organizer and guests, and invites nobody', async () => {
    const event = await add(emulator.as());
    expect(event).toEqual(
      jasmine.objectContaining<WireEvent>({
        iCalUID: 'uid-1@elsewhere.test',
        organizer: { email: 'org@elsewhere.test', displayName: 'Org' },
        sequence: 2,
      }),
    );
    expect(event.attendees?.map((each) => each.responseStatus)).toEqual([
      'accepted',
      'needsAction',
    ]);
    expect((await emulator.as(BEN).list()).items).toEqual([]);
  });

  it('events.import: the same UID again replaces the event, and an older sequence answers 400', async () => {
    const ada = emulator.as();
    const { id, created } = await add(ada);
    const again = await add(ada, { summary: 'Later', sequence: 3 });
    expect([again.id, again.created, again.summary]).toEqual([id, created, 'Later']);
    expect((await ada.list()).items?.length).toBe(1);
    const stale = { method: 'POST', body: { ...foreign, sequence: 1 } };
    expect(await ada.refusal(IMPORT, stale)).toBe('400 invalid');
  });

  for (const [what, change, expected] of [
    ['without a UID', { iCalUID: null }, '400 required'],
    ['without an end', { end: null }, '400 required'],
    [
      'of others to which the calendar is not invited',
      { attendees: [{ email: BEN }] },
      '400 participantIsNeitherOrganizerNorAttendee',
    ],
    ['of the type focusTime', { eventType: 'focusTime' }, '400 invalid'],
  ] as const) {
    it(`events.import: an event ${what} answers ${expected}`, async () => {
      const request = { method: 'POST', body: { ...foreign, ...change } };
      expect(await emulator.as().refusal(IMPORT, request)).toBe(expected);
    });
  }

  it('events.insert: the UID of an imported event answers 409 duplicate', async () => {
    const ada = emulator.as();
    await add(ada);
    const insert = { method: 'POST', body: foreign };
    expect(await ada.refusal(eventsPath('primary'), insert)).toBe('409 duplicate');
  });
});

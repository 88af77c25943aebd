import { readFileSync } from 'node:fs';
import { seedFromIcs, type IcsSeed } from './ics.ts';
import type { SeedUser } from './seed.ts';

const owner: SeedUser = {
  email: 'owner@example.com',
  name: 'The Owner',
  timeZone: 'Asia/Tokyo',
  locale: 'en-GB',
};
const now = new Date('2026-06-01T12:00:00Z');

/** An export in the style of the program that it is named after. */
function seedOf(program: string, fileName = `${program}.ics`): IcsSeed {
  const file = new URL(`../../../google-ics/src/fixtures/${program}.ics`, import.meta.url);
  return seedFromIcs(readFileSync(file), { fileName, owner, now });
}

describe('seedFromIcs', () => {
  it('seedFromIcs: the calendar has the name, description and time zone of the file, and its owner as member', () => {
    const { calendar, program } = seedOf('google');
    expect(calendar.id).toMatch(/^[a-v0-9]{26}@group\.calendar\.google\.com$/);
    expect(calendar.summary).toBe('Bakery, the back room');
    expect(calendar.description).toBe('Who bakes, and when');
    expect(calendar.timeZone).toBe('Europe/Lisbon');
    expect(calendar.members).toEqual([{ email: owner.email, accessRole: 'owner', selected: true }]);
    expect(program).toBe('-//Google Inc//Google Calendar 70.9054//EN');
  });

  it("seedFromIcs: the calendar gets the colorId that is nearest to Apple's colour", () => {
    expect(seedOf('apple').calendar.members[0]?.colorId).toBe('23');
  });

  it('seedFromIcs: a calendar without a name is named after the file', () => {
    expect(seedOf('thunderbird', 'Bees & honey.ics').calendar.summary).toBe('Bees & honey');
  });

  it('seedFromIcs: a file that is no calendar makes an empty one, and is refused', () => {
    const { calendar, refused } = seedFromIcs('Name,Date\n', {
      fileName: 'birthdays.csv',
      owner,
      now,
    });
    expect(calendar.summary).toBe('birthdays');
    expect(calendar.events).toEqual([]);
    expect(calendar.timeZone).toBe('Asia/Tokyo');
    expect(refused).toEqual([
      { event: 'birthdays.csv', reason: 'not an iCalendar file: it has no BEGIN:VCALENDAR' },
    ]);
  });

  it('seedFromIcs: an event without an organizer is organized by the calendar', () => {
    const { calendar } = seedOf('google');
    const organizers = new Map(calendar.events.map((each) => [each.summary, each.organizer]));
    expect(organizers.get('Sourdough')).toEqual({
      email: calendar.id,
      displayName: 'Bakery, the back room',
      self: true,
    });
    expect([...organizers.values()]).toContain({
      email: 'ines@example.com',
      displayName: 'Inês Prado',
    });
    for (const { status, creator } of calendar.events) {
      expect(creator).toEqual(status === 'cancelled' ? undefined : { email: owner.email });
    }
  });
});

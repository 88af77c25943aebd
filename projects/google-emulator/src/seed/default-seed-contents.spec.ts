import type { WireEvent } from '../discovery/wire-types.generated.ts';

import { defaultSeed } from './default-seed.ts';

type Event = WireEvent;

const DAY_MS = 86_400_000;

function startOf({ start }: Event): number {
  return Date.parse(start?.dateTime ?? `${start?.date ?? ''}T00:00:00Z`);
}

function endOf({ end }: Event): number {
  return Date.parse(end?.dateTime ?? `${end?.date ?? ''}T00:00:00Z`);
}

describe('Contents of the default seed', () => {
  const seed = defaultSeed({ now: new Date('2026-10-08T08:30:00Z') });
  const events = seed.calendars.flatMap((calendar) => calendar.events);
  const countOf = (holds: (event: Event) => boolean) => events.filter(holds).length;
  const rules = events.flatMap(({ recurrence }) => recurrence ?? []);

  it('default seed: has two accounts, and the first one owns two calendars and reads two', () => {
    const [first, second] = seed.users;
    const listOf = (email: string | undefined) =>
      seed.calendars.flatMap(({ members }) => members.filter((member) => member.email === email));
    expect(seed.users.length).toBe(2);
    expect(listOf(first?.email).map(({ accessRole }) => accessRole)).toEqual([
      'owner',
      'owner',
      'reader',
      'reader',
    ]);
    expect(listOf(second?.email).filter(({ primary }) => primary).length).toBe(1);
    for (const user of seed.users) {
      const primary = seed.calendars.find(({ id }) => id === user.email);
      expect(primary?.members).toEqual([
        jasmine.objectContaining({ email: user.email, accessRole: 'owner', primary: true }),
      ]);
    }
  });

  it('default seed: the second account owns a calendar that the first one can only read', () => {
    const club = seed.calendars.find(({ id }) => id.includes('spreebogen'));
    expect(club?.members.map(({ email, accessRole }) => [email, accessRole])).toEqual([
      [seed.users[1]?.email ?? '', 'owner'],
      [seed.users[0]?.email ?? '', 'reader'],
    ]);
  });

  it('default seed: has every kind of series, with changed and cancelled instances', () => {
    const kinds = [
      /BYDAY=MO,TU,WE,TH,FR/,
      /FREQ=WEEKLY;BYDAY=MO$/,
      /INTERVAL=2/,
      /FREQ=MONTHLY;BYDAY=-1FR/,
      /FREQ=YEARLY/,
      /COUNT=/,
      /UNTIL=\d{8}T\d{6}Z/,
      /^EXDATE/,
      /^RDATE/,
    ];
    for (const kind of kinds) {
      expect(rules.some((rule) => kind.test(rule)))
        .withContext(String(kind))
        .toBeTrue();
    }
    expect(
      countOf((event) => !!event.recurrence && event.start?.timeZone === 'America/New_York'),
    ).toBe(1);
    expect(
      countOf((event) => !!event.recurringEventId && event.status === 'cancelled'),
    ).toBeGreaterThan(9);
    expect(
      countOf((event) => !!event.recurringEventId && event.status !== 'cancelled'),
    ).toBeGreaterThan(9);
  });

  it('default seed: has instances that were moved to other times and other days', () => {
    const shifts = events
      .filter(({ recurringEventId, start }) => recurringEventId && start)
      .map(
        (event) => (startOf(event) - startOf({ start: event.originalStartTime ?? {} })) / DAY_MS,
      );
    expect(shifts.filter((shift) => shift !== 0 && Math.abs(shift) < 1).length).toBeGreaterThan(1);
    expect(shifts.filter((shift) => Math.abs(shift) >= 1).length).toBeGreaterThan(4);
    expect(shifts.filter((shift) => shift < 0).length).toBeGreaterThan(0);
  });

  it('default seed: has events that start in one time zone and end in another', () => {
    const flights = events.filter(({ start, end }) => start?.timeZone !== end?.timeZone);
    expect(flights.length).toBeGreaterThanOrEqual(6);
    expect(flights.some(({ end }) => end?.timeZone === 'Asia/Tokyo')).toBeTrue();
  });

  it('default seed: has texts in many scripts, long texts, emoji, HTML and hostile HTML', () => {
    const texts = events.map(({ summary, description }) => `${summary ?? ''} ${description ?? ''}`);
    for (const script of ['Han', 'Hiragana', 'Arabic', 'Hebrew', 'Cyrillic', 'Georgian']) {
      expect(texts.some((text) => new RegExp(`\\p{Script=${script}}`, 'u').test(text)))
        .withContext(script)
        .toBeTrue();
    }
    expect(texts.some((text) => /\p{Emoji_Presentation}/u.test(text))).toBeTrue();
    expect(texts.some((text) => text.length > 1000)).toBeTrue();
    expect(texts.some((text) => text.includes('<ul><li>'))).toBeTrue();
    expect(texts.some((text) => text.includes('<script>') && text.includes('onerror='))).toBeTrue();
  });

  it('default seed: has events with every field that clients have to handle', () => {
    const present: Readonly<Record<string, (event: Event) => unknown>> = {
      location: (event) => event.location,
      colour: (event) => event.colorId,
      attachment: (event) => event.attachments,
      conference: (event) => event.conferenceData?.entryPoints,
      privateProperties: (event) => event.extendedProperties?.private,
      sharedProperties: (event) => event.extendedProperties?.shared,
      reminders: (event) => event.reminders?.overrides,
      resource: (event) => event.attendees?.some((attendee) => attendee.resource),
      comment: (event) => event.attendees?.some((attendee) => attendee.comment),
      tentative: (event) => event.status === 'tentative',
      transparent: (event) => event.transparency === 'transparent',
      secret: (event) => event.visibility === 'confidential',
      multiDay: (event) => event.start?.date && endOf(event) - startOf(event) > DAY_MS,
    };
    for (const [name, holds] of Object.entries(present)) {
      expect(countOf((event) => Boolean(holds(event))))
        .withContext(name)
        .toBeGreaterThan(0);
    }
    for (const response of ['accepted', 'declined', 'tentative', 'needsAction']) {
      expect(
        countOf(({ attendees }) => !!attendees?.some((each) => each.responseStatus === response)),
      )
        .withContext(response)
        .toBeGreaterThan(0);
    }
  });

  it('default seed: has Google’s event types with their properties, in primary calendars alone', () => {
    const properties = {
      birthday: 'birthdayProperties',
      outOfOffice: 'outOfOfficeProperties',
      focusTime: 'focusTimeProperties',
      workingLocation: 'workingLocationProperties',
    } as const;
    for (const [type, field] of Object.entries(properties)) {
      const ofType = events.filter((event) => event.eventType === type);
      expect(ofType.length).withContext(type).toBeGreaterThan(0);
      expect(ofType.every((event) => event[field] !== undefined))
        .withContext(type)
        .toBeTrue();
    }
    for (const calendar of seed.calendars.filter(({ id }) => !id.endsWith('@example.com'))) {
      expect(new Set(calendar.events.map(({ eventType }) => eventType ?? 'default'))).toEqual(
        new Set(['default']),
      );
    }
  });

  it('default seed: events have no fields of the plans that they are made from', () => {
    const foreign = events.flatMap(Object.keys).filter((key) => {
      return ['on', 'time', 'guests', 'key', 'rule', 'changes', 'days', 'at', 'minutes'].includes(
        key,
      );
    });
    expect(foreign).toEqual([]);
  });

  it('default seed: no title occurs more than four times', () => {
    const titles = new Map<string, number>();
    for (const { summary } of events.filter((event) => !event.visibility && event.summary)) {
      titles.set(summary ?? '', (titles.get(summary ?? '') ?? 0) + 1);
    }
    expect(Math.max(...titles.values())).toBeLessThanOrEqual(4);
    expect(titles.size).toBeGreaterThan(120);
  });
});

import { defaultSeed as defaultGoogleSeed } from 'google-calendar-emulator';
import { eventsFromGoogle } from './from-google.ts';
import { DEFAULT_CATEGORIES, type GoogleEvent } from './google-body.ts';
import type { Seed, SeedCalendar } from './seed.ts';

/** The colours of the calendars beside the default ones, in their order. */
const COLORS = ['lightTeal', 'lightOrange', 'lightGreen'];

/**
 * The same made-up life as that of google-calendar-emulator, in Outlook: Ada has a work account, her studio's calendar,
 * a club's that she can only read, and holidays. Jonas has a personal account.
 * @example
 * const emulator = await createEmulator({ seed: defaultSeed({ now: new Date() }) });
 */
export function defaultSeed({
  now,
}: {
  /** The time around which the events are. */
  readonly now: Date;
}): Seed {
  const { users, calendars } = defaultGoogleSeed({ now });
  return {
    users: users.map(({ email, name, timeZone, locale }, index) => ({
      email,
      name,
      kind: index === 0 ? 'work' : 'personal',
      timeZone,
      locale,
      categories: DEFAULT_CATEGORIES,
    })),
    calendars: calendars.map((calendar, index): SeedCalendar => {
      const owner = calendar.members.find(({ accessRole }) => accessRole === 'owner');
      const [first] = calendar.members;
      const color = COLORS[index % COLORS.length];
      const isDefault = owner?.primary === true;
      return {
        owner: owner?.email ?? first?.email ?? '',
        name: isDefault ? 'Calendar' : calendar.summary,
        isDefault,
        isReadOnly: !owner,
        ...(!isDefault && color !== undefined && { color }),
        sharedWith: calendar.members
          .filter((member) => member !== owner && owner)
          .map(({ email, accessRole }) => ({ email, canEdit: accessRole === 'writer' })),
        events: eventsFromGoogle(calendar.events as readonly GoogleEvent[], calendar.timeZone, now)
          .events,
      };
    }),
  };
}

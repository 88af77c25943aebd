import { storeSeedEvents } from '../calendar/seed-events.ts';
import type { Seed, SeedCalendar, SeedUser } from '../seed/seed.ts';
import { Calendar } from './calendar.ts';
import type { Clock } from './clock.ts';

/** Everybody and everything there is. The world stays the same object when it is loaded anew. */
export class World {
  private readonly users = new Map<string, SeedUser>();
  private readonly calendars = new Map<string, Calendar>();
  private epoch = 0;

  constructor(readonly clock: Clock) {}

  /** Counts how often history was cut off; tokens of an older epoch are dead. */
  get syncEpoch(): number {
    return this.epoch;
  }

  forgetHistory(): void {
    this.epoch++;
  }

  load(seed: Seed): void {
    this.users.clear();
    this.calendars.clear();
    this.forgetHistory();
    seed.users.forEach((user) => {
      this.addUser(user);
    });
    seed.calendars.forEach((calendar) => this.addCalendar(calendar));
  }

  addUser(user: SeedUser): void {
    this.users.set(user.email, user);
  }

  addCalendar(seed: SeedCalendar): Calendar {
    const calendar = new Calendar(seed, this.clock.now());
    this.calendars.set(calendar.id, calendar);
    storeSeedEvents(calendar, seed.events, this.clock.now());
    return calendar;
  }

  user(email: string): SeedUser | undefined {
    return this.users.get(email);
  }

  allUsers(): SeedUser[] {
    return [...this.users.values()];
  }

  calendar(id: string): Calendar | undefined {
    return this.calendars.get(id);
  }

  /** The user's calendar list: the primary one first, the rest in the order of the seed. */
  calendarsOf(email: string): Calendar[] {
    const mine = [...this.calendars.values()].filter((calendar) => calendar.members.has(email));
    const isPrimary = (calendar: Calendar) => calendar.members.get(email)?.primary === true;
    return [...mine.filter(isPrimary), ...mine.filter((each) => !isPrimary(each))];
  }

  primaryOf(email: string): Calendar | undefined {
    return this.calendarsOf(email).find((each) => each.members.get(email)?.primary);
  }
}

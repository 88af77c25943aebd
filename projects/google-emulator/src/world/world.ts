import { randomBytes } from 'node:crypto';
import { EventTable } from '../calendar/event-table.ts';
import { storeSeedEvents } from '../calendar/seed-events.ts';
import type { Seed, SeedCalendar, SeedGroup, SeedUser } from '../seed/seed.ts';
import { AccessList, type AccessRule } from './access-list.ts';
import { listedBySeed, type CalendarList, type ListedCalendar } from './calendar-list.ts';
import { Calendar, type CalendarDescription } from './calendar.ts';
import { Changes } from './changes.ts';
import type { Clock } from './clock.ts';
import { Revisions } from './revisions.ts';
import { SyncEpochs } from './sync-epochs.ts';

/** Everybody and everything that there was at one moment. */
export interface WorldState {
  readonly users: ReadonlyMap<string, SeedUser>;
  readonly calendars: ReadonlyMap<string, Calendar>;
  readonly lists: ReadonlyMap<string, CalendarList>;
  readonly groups: ReadonlyMap<string, SeedGroup>;
  /** Those whose sync tokens were good. */
  readonly epochs: ReadonlySet<number>;
}

/** Everybody and everything there is. The world stays the same object when it is loaded anew. */
export class World {
  readonly changes = new Changes();
  readonly epochs = new SyncEpochs();
  private users = new Map<string, SeedUser>();
  private calendars = new Map<string, Calendar>();
  private lists = new Map<string, CalendarList>();
  private groups = new Map<string, SeedGroup>();

  constructor(readonly clock: Clock) {}

  load(seed: Seed): void {
    this.restore({
      users: new Map(),
      calendars: new Map(),
      lists: new Map(),
      groups: new Map(),
      epochs: new Set(),
    });
    seed.users.forEach((user) => {
      this.addUser(user);
    });
    seed.calendars.forEach((calendar) => this.addCalendar(calendar));
    seed.groups?.forEach((group) => {
      this.addGroup(group);
    });
  }

  /** A copy that what comes does not touch. */
  capture(): WorldState {
    return {
      users: new Map(this.users),
      calendars: clones(this.calendars),
      lists: clones(this.lists),
      groups: new Map(this.groups),
      epochs: this.epochs.branch(),
    };
  }

  /** Back to a captured state. What was given out since means something else now: its sync tokens and channels end. */
  restore(state: WorldState): void {
    this.users = new Map(state.users);
    this.calendars = clones(state.calendars);
    this.lists = clones(state.lists);
    this.groups = new Map(state.groups);
    this.epochs.continueFrom(state.epochs);
    this.changes.clear();
  }

  addUser(user: SeedUser): void {
    this.users.set(user.email, user);
  }

  addGroup(group: SeedGroup): void {
    this.groups.set(group.email, group);
  }

  group(email: string): SeedGroup | undefined {
    return this.groups.get(email);
  }

  addCalendar(seed: SeedCalendar): Calendar {
    const { id, members, summary, description, timeZone, labels } = seed;
    const now = this.clock.now();
    const rules: AccessRule[] = members.map(({ email, accessRole }) => ({
      scope: { type: 'user', value: email },
      role: accessRole,
    }));
    const calendar = this.newCalendar({
      id,
      description: {
        summary,
        description,
        timeZone,
        ...(labels && { labelProperties: { eventLabels: labels } }),
      },
      owner: members.find((member) => member.accessRole === 'owner')?.email,
      rules: seed.public ? [...rules, { scope: { type: 'default' }, role: 'reader' }] : rules,
    });
    members.forEach((member) => this.listOf(member.email).put(id, listedBySeed(id, member), now));
    storeSeedEvents(calendar, seed.events, now);
    return calendar;
  }

  /** A secondary calendar of its own id, in its owner's list. */
  createCalendar(
    owner: string,
    description: CalendarDescription,
    madeBy: string | undefined,
  ): Calendar {
    const id = `c_${randomBytes(32).toString('hex')}@group.calendar.google.com`;
    const rules: AccessRule[] = [{ scope: { type: 'user', value: owner }, role: 'owner' }];
    const calendar = this.newCalendar({ id, description, owner, madeBy, rules });
    const listed = listedBySeed(id, { email: owner, accessRole: 'owner' });
    this.listOf(owner).put(id, listed, this.clock.now());
    return calendar;
  }

  /** The calendar is gone, and from every list with it. */
  deleteCalendar(calendar: Calendar): void {
    this.calendars.delete(calendar.id);
    this.unlistWhereUnseen(calendar.id);
  }

  /** Takes the calendar out of the lists of those who may not see it. */
  unlistWhereUnseen(calendarId: string): void {
    for (const [email, list] of this.lists) {
      const listed = list.get(calendarId)?.value;
      if (listed && !listed.deleted && !this.calendar(calendarId)?.access.roleOf(email)) {
        list.put(calendarId, { ...listed, deleted: true }, this.clock.now());
      }
    }
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

  /** The user's calendar list, with what was taken out of it. */
  listOf(email: string): CalendarList {
    let list = this.lists.get(email);
    if (!list) {
      list = new Revisions<ListedCalendar>(this.clock.now(), () => {
        this.changes.tell(`calendarList ${email}`);
      });
      this.lists.set(email, list);
    }
    return list;
  }

  primaryOf(email: string): Calendar | undefined {
    const primary = [...this.listOf(email).all()].find(({ value }) => value.primary);
    return primary && this.calendar(primary.value.calendarId);
  }

  private newCalendar(properties: {
    readonly id: string;
    readonly description: CalendarDescription;
    readonly owner: string | undefined;
    readonly madeBy?: string | undefined;
    readonly rules: readonly AccessRule[];
  }): Calendar {
    const { id, rules } = properties;
    const now = this.clock.now();
    const tell = (what: string) => () => {
      this.changes.tell(`${what} ${id}`);
    };
    const access = AccessList.from(rules, now, tell('acl'));
    const calendar = new Calendar(
      { ...properties, now, changed: tell('events') },
      { access, events: new EventTable() },
    );
    this.calendars.set(id, calendar);
    return calendar;
  }
}

function clones<T extends { clone(): T }>(originals: ReadonlyMap<string, T>): Map<string, T> {
  return new Map([...originals].map(([key, original]) => [key, original.clone()]));
}

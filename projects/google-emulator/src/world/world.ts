import { randomBytes } from 'node:crypto';
import { EventTable } from '../calendar/event-table.ts';
import { storeSeedEvents } from '../calendar/seed-events.ts';
import type { Seed, SeedCalendar, SeedGroup, SeedUser } from '../seed/seed.ts';
import { AccessList, type AccessRule } from './access-list.ts';
import { listedBySeed, type CalendarList, type ListedCalendar } from './calendar-list.ts';
import { Calendar, type CalendarDescription } from './calendar.ts';
import { Changes } from './changes.ts';
import type { Clock } from './clock.ts';
import { ConferenceRequests, type PendingConference } from './conference-requests.ts';
import { Revisions } from './revisions.ts';
import { SyncEpochs } from './sync-epochs.ts';
import { initialSettings, type UserSettings } from './user-settings.ts';

/** A snapshot of all users, calendars, calendar lists, groups, settings and pending conferences. */
export interface WorldState {
  readonly users: ReadonlyMap<string, SeedUser>;
  readonly calendars: ReadonlyMap<string, Calendar>;
  readonly lists: ReadonlyMap<string, CalendarList>;
  readonly groups: ReadonlyMap<string, SeedGroup>;
  /** The epochs whose sync tokens were valid. */
  readonly epochs: ReadonlySet<number>;
  readonly settings: ReadonlyMap<string, UserSettings>;
  /** The conferences that were still being made. */
  readonly conferences: readonly PendingConference[];
}

/** All users, calendars, calendar lists, groups and settings. Loading or restoring replaces the content of the same object. */
export class World {
  readonly changes = new Changes();
  readonly epochs = new SyncEpochs();
  readonly conferences = new ConferenceRequests();
  private users = new Map<string, SeedUser>();
  private calendars = new Map<string, Calendar>();
  private lists = new Map<string, CalendarList>();
  private groups = new Map<string, SeedGroup>();
  private settings = new Map<string, UserSettings>();

  constructor(readonly clock: Clock) {}

  load(seed: Seed): void {
    this.restore({
      users: new Map(),
      calendars: new Map(),
      lists: new Map(),
      groups: new Map(),
      epochs: new Set(),
      settings: new Map(),
      conferences: [],
    });
    seed.users.forEach((user) => {
      this.addUser(user);
    });
    seed.calendars.forEach((calendar) => this.addCalendar(calendar));
    seed.groups?.forEach((group) => {
      this.addGroup(group);
    });
  }

  /** A copy that later changes do not affect. */
  capture(): WorldState {
    return {
      users: new Map(this.users),
      calendars: clones(this.calendars),
      lists: clones(this.lists),
      groups: new Map(this.groups),
      epochs: this.epochs.branch(),
      settings: clones(this.settings),
      conferences: this.conferences.capture(),
    };
  }

  /**
   * Returns to a captured state. Sync tokens issued since then become invalid and push channels end, because the changes
   * that they refer to no longer exist.
   */
  restore(state: WorldState): void {
    this.users = new Map(state.users);
    this.calendars = clones(state.calendars);
    this.lists = clones(state.lists);
    this.groups = new Map(state.groups);
    this.settings = clones(state.settings);
    this.epochs.continueFrom(state.epochs);
    this.conferences.restore(state.conferences);
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

  /** Creates a secondary calendar with a random id and adds it to its owner's calendar list. */
  createCalendar(
    owner: string,
    description: CalendarDescription,
    creatorClientId: string | undefined,
  ): Calendar {
    const id = `c_${randomBytes(32).toString('hex')}@group.calendar.google.com`;
    const rules: AccessRule[] = [{ scope: { type: 'user', value: owner }, role: 'owner' }];
    const calendar = this.newCalendar({ id, description, owner, creatorClientId, rules });
    const listed = listedBySeed(id, { email: owner, accessRole: 'owner' });
    this.listOf(owner).put(id, listed, this.clock.now());
    return calendar;
  }

  /** Deletes the calendar and removes it from every calendar list. */
  deleteCalendar(calendar: Calendar): void {
    this.calendars.delete(calendar.id);
    this.removeFromListsWithoutAccess(calendar.id);
  }

  /** Removes the calendar from the lists of users who have no access to it. */
  removeFromListsWithoutAccess(calendarId: string): void {
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

  /** The user's calendar list, deleted entries included. */
  listOf(email: string): CalendarList {
    let list = this.lists.get(email);
    if (!list) {
      list = new Revisions<ListedCalendar>(this.clock.now(), () => {
        this.changes.announce(`calendarList ${email}`);
      });
      this.lists.set(email, list);
    }
    return list;
  }

  settingsOf(user: SeedUser): UserSettings {
    let settings = this.settings.get(user.email);
    if (!settings) {
      settings = initialSettings(user, this.clock.now(), () => {
        this.changes.announce(`settings ${user.email}`);
      });
      this.settings.set(user.email, settings);
    }
    return settings;
  }

  primaryOf(email: string): Calendar | undefined {
    const primary = [...this.listOf(email).all()].find(({ value }) => value.primary);
    return primary && this.calendar(primary.value.calendarId);
  }

  private newCalendar(properties: {
    readonly id: string;
    readonly description: CalendarDescription;
    readonly owner: string | undefined;
    readonly creatorClientId?: string | undefined;
    readonly rules: readonly AccessRule[];
  }): Calendar {
    const { id, rules } = properties;
    const now = this.clock.now();
    const announce = (topic: string) => () => {
      this.changes.announce(`${topic} ${id}`);
    };
    const access = AccessList.from(rules, now, announce('acl'));
    const calendar = new Calendar(
      { ...properties, now, changed: announce('events') },
      { access, events: new EventTable() },
    );
    this.calendars.set(id, calendar);
    return calendar;
  }
}

function clones<T extends { clone(): T }>(originals: ReadonlyMap<string, T>): Map<string, T> {
  return new Map([...originals].map(([key, original]) => [key, original.clone()]));
}

import { filter, firstValueFrom } from 'rxjs';
import {
  ɵdeleteReplica as deleteReplica,
  ɵdeleteWrites as deleteWrites,
} from 'ngx-calendar-sync/copy';
import type { PendingWrite } from 'ngx-calendar-sync/core';
import type { GoogleCalendarEvent } from 'ngx-calendar-sync/google/runtime';
import type { GoogleEvent, GoogleEvents } from 'ngx-calendar-sync/google/start';
import { Account } from '../faults/account';
import { CopyingApp } from '../faults/copying-app';
import { differences, shownDifferences } from '../faults/differences';
import {
  type EventFacts,
  type Field,
  factsOf,
  LINEAGE,
  lineageOf,
  lineageOfName,
} from './event-facts';
import { changesBetween, HistoryModel } from './history-model';

export const VIEW = { start: '2026-05-01T00:00:00Z', end: '2026-08-01T00:00:00Z' };

/** How long a write may take to show, in real time. */
const SHOWN_WITHIN_MS = 5_000;
const POLLS_UNTIL_SHOWN = 6;
const POLL_INTERVAL_MS = 4;
/** So often both apps try to get everything done at the end. */
const MAX_ROUNDS = 12;

/** Two apps of one account in two browsers, Google, and what may have become of the events. */
export class HistoryWorld {
  /** The last event that each of the apps has deleted. */
  readonly deleted: [GoogleCalendarEvent?, GoogleCalendarEvent?] = [];
  readonly problems: string[] = [];
  /** Lineages which two have divided or one has deleted in part, where the user wants to keep the own side too. */
  readonly #keptBoth = new Set<string>();
  #count = 0;

  private constructor(
    readonly account: Account,
    readonly apps: [CopyingApp, CopyingApp],
    readonly model: HistoryModel,
  ) {}

  static async create(): Promise<HistoryWorld> {
    const account = await Account.create();
    const events = `calendars/${encodeURIComponent(account.email)}/events`;
    for (const event of initialEvents(account)) {
      await account.ask(events, {}, 'POST', event);
    }
    const model = new HistoryModel(factsOf(await listed(account)).facts);
    const apps: HistoryWorld['apps'] = [openApp(account, 0), openApp(account, 1)];
    await Promise.all(apps.map((app) => app.start()));
    return new HistoryWorld(account, apps, model);
  }

  /** A text that nobody has written before. */
  unique(what: string): string {
    this.#count += 1;
    return `${what} ${this.#count}`;
  }

  /** A number that was not there before. */
  nextNumber(): number {
    this.#count += 1;
    return this.#count;
  }

  /** The events that an app shows, in the order of their lineage and start. */
  shown(app: 0 | 1): readonly GoogleCalendarEvent[] {
    return this.apps[app].service
      .events()
      .filter(({ googleEvent }) => lineageOf(googleEvent) !== undefined)
      .sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
  }

  /**
   * Lets an app write, and has the model follow what it shows.
   * @param isShown Whether the app shows the write.
   * @param lineage Of the event, where it was there before.
   * @param field What the write changes of it.
   */
  async write(
    app: 0 | 1,
    write: () => Promise<unknown>,
    isShown: (facts: EventFacts) => boolean,
    lineage = '',
    field?: Field,
  ): Promise<void> {
    const before = this.#factsOf(app);
    try {
      await this.apps[app].elapse(write());
    } catch (error) {
      // The user was told that nothing is written.
      if (!isExpected(error)) {
        this.problems.push(`a write was not stored: ${String(error)}`);
      }
      return;
    }
    const deadline = Date.now() + SHOWN_WITHIN_MS;
    let [after, unchangedPolls] = [before, 0];
    // A series is shown a moment later than its write.
    while (unchangedPolls < POLLS_UNTIL_SHOWN && Date.now() < deadline) {
      await pause();
      const now = this.#factsOf(app);
      const isUnchanged = isShown(now) && changesBetween(after, now).length === 0;
      unchangedPolls = isUnchanged ? unchangedPolls + 1 : 0;
      after = now;
    }
    // What was refused shows no more.
    const isRefused = this.apps[app].service.pendingWrites().some(isToDecide);
    if (!isShown(after)) {
      this.problems.push(...(isRefused ? [] : ['an app does not show what it has written']));
      this.model.report(lineage);
    }
    // A write before it may have been refused meanwhile, and shows no more: nobody has changed that back.
    const changes = changesBetween(before, after);
    this.model.apply(
      changes.filter((change) => change.kind !== 'field' || change.field === field),
      app,
    );
  }

  /** Lets somebody else write, who uses Google's API. */
  async writeElsewhere(
    write: (event: GoogleEvent) => Promise<unknown>,
    pick: number,
  ): Promise<void> {
    const events = (await listed(this.account)).filter((event) => lineageOf(event) !== undefined);
    const event = events[pick % events.length];
    if (!event) {
      return;
    }
    const before = factsOf(events).facts;
    await write(event);
    this.model.apply(
      changesBetween(before, factsOf(await listed(this.account)).facts),
      'elsewhere',
    );
  }

  /** Closes an app in the middle of whatever it does, and opens it again. What is in memory alone is lost with it. */
  async reopen(app: 0 | 1): Promise<void> {
    if (app === 1) {
      return;
    }
    const { online } = this.apps[app];
    this.apps[app].close();
    this.apps[app] = openApp(this.account, app);
    await this.apps[app].start();
    this.apps[app].online = online;
  }

  /** Both apps get everything done. Returns what is wrong then. */
  async finish(): Promise<readonly string[]> {
    await this.#settle();
    const { facts, doubled } = factsOf(await listed(this.account));
    const [durable, inMemory] = this.apps;
    return [
      ...this.problems,
      ...doubled
        .filter((name) => !this.#keptBoth.has(lineageOfName(name)))
        .map((name) => `${name} is there twice`),
      ...this.model.problems(facts),
      ...(await differences(this.account, durable)).map(short),
      ...(await shownDifferences(this.account, inMemory)).map(short),
    ];
  }

  async close(): Promise<void> {
    for (const app of this.apps) {
      app.close();
    }
    const account = `google:${this.account.email}`;
    await Promise.all([deleteReplica(account), deleteWrites(account)]);
  }

  /** Says what is still to be said about conflicts and refused writes, until nothing waits. */
  async #settle(): Promise<void> {
    for (let round = 0; round < MAX_ROUNDS; round += 1) {
      for (const index of [0, 1] as const) {
        const app = this.apps[index];
        app.goOnline();
        await app.elapse(
          firstValueFrom(
            app.service.pendingWrites$.pipe(
              // What waits behind a conflict waits until that is decided.
              filter((writes) => writes.length === 0 || writes.some(isToDecide)),
            ),
          ),
        );
        await this.#decide(index, round);
      }
      const synced = await Promise.all(
        this.apps.map((app) =>
          app.sync().then(
            () => app.elapse(app.untilAtRest()).then(() => true),
            () => false,
          ),
        ),
      );
      const isSettled = this.apps.every(({ service }) => service.pendingWrites().length === 0);
      if (isSettled && synced.every(Boolean) && round > 0) {
        return;
      }
    }
    const left = this.apps.flatMap(({ service }) => service.pendingWrites());
    this.problems.push(
      `${left.length} writes never end: ${left.map(({ kind, scope, state, error }) => `${kind} ${scope ?? ''} ${state} ${error?.code ?? ''} ${error?.message ?? ''}`).join(', ')}`,
    );
  }

  /** App 0 keeps its own changes, app 1 those of the others. A write that fails is tried again once, and then discarded. */
  async #decide(index: 0 | 1, round: number): Promise<void> {
    const { service } = this.apps[index];
    for (const { id, base, mine, theirs, fields } of service.conflicts()) {
      const kept = mine ? lineageOf(mine.googleEvent) : undefined;
      if ((fields.includes('recurrence') || !theirs) && index === 0 && kept !== undefined) {
        this.#keptBoth.add(kept);
      }
      for (const event of [base, mine, theirs]) {
        this.model.report(event ? (lineageOf(event.googleEvent) ?? '') : '');
      }
      await service.resolveConflict(id, index === 0 ? 'mine' : 'theirs');
    }
    for (const { id, title, state, kind, error } of service.pendingWrites()) {
      if (state === 'failed') {
        if (round < 2) {
          await service.retryWrite(id);
        } else {
          this.problems.push(`a write of ${title} fails for good: ${kind} ${error?.code ?? ''}`);
          await service.discardWrite(id);
        }
      }
    }
  }

  #factsOf(app: 0 | 1): EventFacts {
    return factsOf(this.apps[app].service.events().map(({ googleEvent }) => googleEvent)).facts;
  }
}

function openApp(account: Account, index: 0 | 1): CopyingApp {
  return new CopyingApp(account, undefined, {
    view: VIEW,
    ...(index === 1 ? { storage: 'memory' } : {}),
  });
}

/** What Google lists, series as occurrences. */
export async function listed(account: Account): Promise<readonly GoogleEvent[]> {
  const path = `calendars/${encodeURIComponent(account.email)}/events`;
  const query = {
    singleEvents: 'true',
    maxResults: '2500',
    timeMin: VIEW.start,
    timeMax: VIEW.end,
  };
  const { items = [] } = await account.ask<GoogleEvents>(path, query);
  return items;
}

function initialEvents({ email }: Account): readonly GoogleEvent[] {
  const at = (day: string) => ({
    start: { dateTime: `${day}T10:00:00Z`, timeZone: 'UTC' },
    end: { dateTime: `${day}T10:30:00Z`, timeZone: 'UTC' },
  });
  const lineage = (name: string) => ({ extendedProperties: { private: { [LINEAGE]: name } } });
  return [
    { id: 'first', summary: 'First', ...at('2026-05-05'), ...lineage('first') },
    { id: 'second', summary: 'Second', ...at('2026-05-06'), ...lineage('second') },
    {
      id: 'invite',
      summary: 'Invitation',
      ...at('2026-05-07'),
      ...lineage('invite'),
      attendees: [{ email }, { email: 'ada@example.com' }],
    },
    {
      id: 'series',
      summary: 'Series',
      ...at('2026-05-01'),
      ...lineage('series'),
      recurrence: ['RRULE:FREQ=WEEKLY;COUNT=6'],
    },
  ];
}

function keyOf({ googleEvent, start }: GoogleCalendarEvent): string {
  return `${lineageOf(googleEvent) ?? ''} ${new Date(start).toISOString()}`;
}

/** What the user may ask for in vain: an event that is gone meanwhile, or nothing to take back. */
function isExpected(error: unknown): boolean {
  const codes = ['not-found', 'deleted', 'invalid-request', 'cancelled'];
  return codes.includes((error as { readonly code?: string }).code ?? '');
}

function isToDecide({ state }: PendingWrite): boolean {
  return state === 'failed' || state === 'conflict';
}

function pause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, POLL_INTERVAL_MS));
}

function short(text: string): string {
  return text.slice(0, 1_500);
}

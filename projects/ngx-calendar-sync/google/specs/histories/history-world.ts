import { filter, firstValueFrom } from 'rxjs';
import {
  ɵdeleteReplica as deleteReplica,
  ɵdeleteWrites as deleteWrites,
} from 'ngx-calendar-sync/copy';
import { ɵnextTask as nextTask, ɵonceForEach as onceForEach } from 'ngx-calendar-sync/base';
import type { PendingWrite, SeriesScope } from 'ngx-calendar-sync/core';
import type { GoogleCalendarEvent } from 'ngx-calendar-sync/google/runtime';
import type { Account } from '../faults/account';
import { CopyingApp } from '../faults/copying-app';
import {
  type Change,
  changesBetween,
  type EventFacts,
  type Field,
  factsOf,
  type HeldEvent,
  lineageOf,
  lineageOfName,
  nameOf,
} from './event-facts';
import { CALENDARS, createAccount, listed, VIEW } from './history-account';
import { type Authorship, HistoryModel, type Writer } from './history-model';

/** How long a write may take to show, in real time. */
const SHOWN_WITHIN_MS = 20_000;
/** A write has shown all that it changes once the events stay as they are for so many tasks. */
const TASKS_UNTIL_SHOWN = 12;

/** What an app writes in a history. */
export interface AppWrite {
  readonly write: () => Promise<unknown>;
  /** Whether the app shows it. */
  readonly isShown: (facts: EventFacts) => boolean;
  /** Of the event that is written. */
  readonly name?: string;
  readonly lineage: string;
  /** Of a series: for how much of it the write is. */
  readonly scope?: SeriesScope;
  /** What it changes of the event, where it adds or removes none. */
  readonly field?: Field;
  /** The text that it writes. */
  readonly text?: string;
}

interface Made {
  readonly changes: readonly Change[];
  readonly by: Authorship;
}

/** Two apps of one account in two browsers, Google, and what may have become of the events. */
export class HistoryWorld {
  /** The last event that each of the apps has deleted. */
  readonly deleted: [GoogleCalendarEvent?, GoogleCalendarEvent?] = [];
  readonly problems: string[] = [];
  /** What no app can know, since it was written at the same moment as its series. */
  readonly excused: string[] = [];
  /** What has happened, for who has to find out why a history fails. */
  readonly trace: string[] = [];
  /** What the writes of each app have changed, which the app may take back. */
  readonly #made: readonly [(readonly Change[])[], (readonly Change[])[]] = [[], []];
  /** The same by the ids of the writes. */
  readonly #madeById = new Map<string, Made>();
  #count = 0;

  private constructor(
    readonly account: Account,
    readonly apps: [CopyingApp, CopyingApp],
    readonly model: HistoryModel,
  ) {}

  static async create(): Promise<HistoryWorld> {
    const account = await createAccount();
    const model = new HistoryModel(factsOf(await listed(account)).facts);
    const apps: HistoryWorld['apps'] = [openApp(account, 0), openApp(account, 1)];
    await Promise.all(apps.map((app) => app.start()));
    return new HistoryWorld(account, apps, model);
  }

  /** A text that nobody has written before. */
  unique(what: string): string {
    return `${what} ${this.nextNumber()}`;
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

  factsOf(app: 0 | 1): EventFacts {
    return shownFacts(this.apps[app].service.events());
  }

  /** Resolves once a write is stored, or waits in an app that stores nothing: there its promise waits for Google's answer. */
  async #written(app: 0 | 1, made: AppWrite, pending: ReadonlySet<string>): Promise<void> {
    const written = made.write().then(() => undefined);
    if (app === 0) {
      return written;
    }
    // What becomes of it later is told in pendingWrites$.
    written.catch(() => undefined);
    const isNew = ({ id }: PendingWrite) => !pending.has(id);
    const waits$ = this.apps[app].service.pendingWrites$.pipe(filter((all) => all.some(isNew)));
    await Promise.race([written, firstValueFrom(waits$)]);
  }

  /** Lets an app write, and has the model follow what it shows. */
  async write(app: 0 | 1, made: AppWrite): Promise<void> {
    const { service } = this.apps[app];
    const { name, lineage, field, text, scope = 'this' } = made;
    const before = this.factsOf(app);
    const pending = new Set(service.pendingWrites().map(({ id }) => id));
    const isAllSent = this.apps.every((each) => each.service.pendingWrites().length === 0);
    try {
      await this.apps[app].elapse(this.#written(app, made, pending));
    } catch (error) {
      // The user was told that nothing is written.
      if (!isExpected(error)) {
        this.problems.push(`a write was not stored: ${String(error)}`);
      }
      return;
    }
    const after = await this.#shownAfter(app, before, made.isShown);
    const added = service.pendingWrites().filter(({ id }) => !pending.has(id));
    if (!made.isShown(after)) {
      // What was refused shows no more.
      if (added.some(isToDecide)) {
        this.model.refuse(lineage, field ?? 'existence', text);
      } else if (
        name === undefined ||
        !(this.model.mayBeGone(name) || this.model.isTakenElsewhere(name, app))
      ) {
        // Else the event has gone meanwhile, or is of another series now, by somebody else or by an undo that was on its way.
        this.problems.push(`an app does not show what it has written of ${lineage}: ${text ?? ''}`);
      } else if (field && text !== undefined) {
        // The user may be asked about it, and keep it.
        this.model.refuse(lineage, field, text);
      }
    }
    // Meanwhile the app may have read what others have written, or may have been refused an earlier write.
    const changes = changesBetween(before, after).filter(
      (change) =>
        lineageOfName(change.name) === lineage &&
        (change.kind === 'field'
          ? change.field === field && (text === undefined || change.after === text)
          : field === undefined && (change.kind !== 'vanished' || isDeletedBy(made, change.name))),
    );
    const by = { writer: app, scope, isAllSent } as const;
    this.#made[app].push(changes);
    for (const { id } of added) {
      this.#madeById.set(id, { changes, by });
    }
    this.#applied(changes, by);
  }

  /**
   * The user has a write that was refused tried again: it replaces what the same app has written since, and nothing else. What is on
   * its way meanwhile may come before it or after it.
   */
  retried(id: string): void {
    const { changes = [], by } = this.#madeById.get(id) ?? {};
    for (const change of changes) {
      if (change.kind === 'field' && by) {
        if (this.#isOnItsWay(change, by.writer)) {
          this.model.decide(change.name, change.field);
        } else {
          this.model.repeat(change, by);
        }
      }
      if (change.kind === 'vanished' && by) {
        this.model.apply([change], by);
      }
    }
  }

  /** Whether another write of the same field by the same app waits to be sent, or is being sent. */
  #isOnItsWay(
    { name, field }: Extract<Change, { readonly kind: 'field' }>,
    writer: Writer,
  ): boolean {
    return this.apps.some(({ service }) =>
      service.pendingWrites().some((write) => {
        const made = isToDecide(write) ? undefined : this.#madeById.get(write.id);
        const isSame = (other: Change) =>
          other.kind === 'field' && other.name === name && other.field === field;
        return made?.by.writer === writer && made.changes.some(isSame);
      }),
    );
  }

  /** The user was told that a write cannot be done, and has given it up. */
  discarded(id: string): void {
    for (const { name } of this.#madeById.get(id)?.changes ?? []) {
      this.model.decideAll(name);
    }
  }

  /** What was taken back may be on its way, and has then been read by others: it may end either way. */
  async undo(app: 0 | 1): Promise<void> {
    const undone = this.#made[app].pop() ?? [];
    const before = this.factsOf(app);
    this.apps[app].service.undoLastWrite().catch(() => undefined);
    await this.apps[app].elapse(this.apps[app].untilAtRest());
    const names = new Set(this.#made[app].flat().map(({ name }) => name));
    const shown = changesBetween(before, this.factsOf(app)).filter(({ name }) => names.has(name));
    for (const change of [...undone, ...shown]) {
      if (change.kind === 'field') {
        this.model.decide(change.name, change.field);
      } else {
        this.model.mayBeRestored(change.name, app);
      }
    }
  }

  /** Lets somebody else write, who uses Google's API. */
  async writeElsewhere(write: (event: HeldEvent) => Promise<unknown>, pick: number): Promise<void> {
    await this.#held(() => this.#writeElsewhere(write, pick));
  }

  /** While no app is sending anything: else nobody knows what a write replaces that comes between reading and writing. */
  async #held(work: () => Promise<void>): Promise<void> {
    const { apps } = this;
    const isSending = ({ state }: PendingWrite) => state === 'sending';
    for (;;) {
      for (const app of apps) {
        const { pendingWrites$ } = app.service;
        const rested$ = pendingWrites$.pipe(filter((writes) => !writes.some(isSending)));
        await app.elapse(firstValueFrom(rested$));
      }
      await Promise.all(apps.map((app) => app.hold()));
      try {
        // A write may have been begun since.
        if (!apps.some(({ service }) => service.pendingWrites().some(isSending))) {
          await work();
          return;
        }
      } finally {
        for (const app of apps) {
          app.release();
        }
      }
    }
  }

  async #writeElsewhere(
    write: (event: HeldEvent) => Promise<unknown>,
    pick: number,
  ): Promise<void> {
    const all = await listed(this.account);
    const { doubled } = factsOf(all);
    // While a division is under way, occurrences are there twice, under one name.
    const events = all.filter(({ googleEvent }) => {
      const name = nameOf(googleEvent);
      return name !== undefined && !doubled.includes(name);
    });
    const event = events[pick % events.length];
    if (!event) {
      return;
    }
    try {
      await write(event);
    } catch (error) {
      // An app may have deleted the event since it was listed.
      if (!/\b(404|410)\b/.test(String(error))) {
        throw error;
      }
    }
    const after = factsOf(await listed(this.account)).facts;
    const changes = changesBetween(factsOf(all).facts, after);
    this.#applied(changes, { writer: 'elsewhere', scope: 'this' });
  }

  /** Opens app 0 again, which was closed in the middle of whatever it did. What is in memory alone is lost with it. */
  async reopen(): Promise<void> {
    const { online } = this.apps[0];
    this.apps[0].close();
    this.#made[0].length = 0;
    this.apps[0] = openApp(this.account, 0);
    await this.apps[0].start();
    this.apps[0].online = online;
  }

  async close(): Promise<void> {
    for (const app of this.apps) {
      app.close();
    }
    const account = `google:${this.account.email}`;
    await Promise.all([deleteReplica(account), deleteWrites(account)]);
  }

  #applied(changes: readonly Change[], by: Authorship): void {
    this.model.apply(changes, by);
    this.trace.push(`${by.writer} (${by.scope}): ${changes.map(inWords).join('; ') || 'nothing'}`);
  }

  /** What an app shows once a write shows: a series is shown a moment later than its write. */
  async #shownAfter(
    app: 0 | 1,
    before: EventFacts,
    isShown: AppWrite['isShown'],
  ): Promise<EventFacts> {
    const deadline = Date.now() + SHOWN_WITHIN_MS;
    let [after, unchangedTasks] = [before, 0];
    while (unchangedTasks < TASKS_UNTIL_SHOWN && Date.now() < deadline) {
      await nextTask();
      const now = this.factsOf(app);
      const isUnchanged =
        isShown(now) && (now === after || changesBetween(after, now).length === 0);
      unchangedTasks = isUnchanged ? unchangedTasks + 1 : 0;
      after = now;
    }
    return after;
  }
}

/** A world asks for them again and again, while an app shows the very same list. */
const shownFacts = onceForEach((events: readonly GoogleCalendarEvent[]) => factsOf(events).facts);

export function isToDecide({ state }: PendingWrite): boolean {
  return state === 'failed' || state === 'conflict';
}

function openApp(account: Account, index: 0 | 1): CopyingApp {
  return new CopyingApp(account, undefined, {
    view: VIEW,
    calendars: CALENDARS,
    ...(index === 1 ? { storage: 'memory' } : {}),
  });
}

function inWords(change: Change): string {
  return change.kind === 'field'
    ? `${change.name} ${change.field} ${change.before} -> ${change.after}`
    : `${change.name} ${change.kind}`;
}

function keyOf({ googleEvent, start }: GoogleCalendarEvent): string {
  return `${lineageOf(googleEvent) ?? ''} ${new Date(start).toISOString()}`;
}

/** What the user may ask for in vain: an event that is gone meanwhile, or nothing to take back. */
function isExpected(error: unknown): boolean {
  const codes = ['not-found', 'deleted', 'invalid-request', 'cancelled'];
  return codes.includes((error as { readonly code?: string }).code ?? '');
}

/** Whether a deletion may take an occurrence away: what else goes meanwhile goes with its series, whose insert was refused. */
function isDeletedBy({ name, scope = 'this' }: AppWrite, vanished: string): boolean {
  if (name === undefined || scope === 'all') {
    return true;
  }
  // The names of a lineage end in days.
  return scope === 'following' ? vanished >= name : vanished === name;
}

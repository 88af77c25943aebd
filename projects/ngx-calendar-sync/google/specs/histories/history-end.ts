import { filter, firstValueFrom } from 'rxjs';
import { ɵindexedDbReplicaStore as indexedDbReplicaStore } from 'ngx-calendar-sync/copy';
import type { WriteConflict } from 'ngx-calendar-sync/core';
import type { GoogleCalendarEvent } from 'ngx-calendar-sync/google/runtime';
import type { GoogleEvent } from 'ngx-calendar-sync/google/start';
import { ALL_TIME } from '../../../copy/replica/specs/entries';
import {
  type Field,
  factsOf,
  type HeldEvent,
  isOccurrence,
  lineageOf,
  lineageOfName,
  nameOf,
} from './event-facts';
import { CALENDARS, listed, listedMasters } from './history-account';
import { type HistoryWorld, isToDecide } from './history-world';
import { writtenWithSeries } from './simultaneous-writes';

/** So often both apps try to get everything done at the end. */
const MAX_ROUNDS = 12;
/** A write that fails is tried again so often, and then discarded. */
const MAX_RETRIES = 3;
const MAX_TEXT_LENGTH = 1_500;

/** The fields of a history by the names that conflicts give them. */
const FIELDS_BY_CONFLICT: Readonly<Record<string, Field>> = {
  title: 'title',
  location: 'location',
  times: 'start',
  attendees: 'response',
};

/** The end of a history: both apps get everything done, and are compared with Google. */
export class HistoryEnd {
  readonly #world: HistoryWorld;
  readonly #retries = new Map<string, number>();
  /** The names of events that the user has wanted to keep although somebody else has taken them elsewhere. */
  readonly #keptBoth = new Set<string>();

  constructor(world: HistoryWorld) {
    this.#world = world;
  }

  /** What is wrong then. */
  async problems(): Promise<readonly string[]> {
    await this.#settle();
    const { account, problems, model } = this.#world;
    const [occurrences, masters] = await Promise.all([listed(account), listedMasters(account)]);
    const { facts, doubled } = factsOf(occurrences);
    return [
      ...problems,
      ...doubled
        .filter((name) => !this.#keptBoth.has(name) && !model.mayBeTwice(name))
        .map((name) => `${name} is there twice`),
      ...(await this.#unexcused(model.problems(facts), masters)),
      ...differences('app 0 shows', this.#world.apps[0].service.events(), occurrences),
      ...differences('app 1 shows', this.#world.apps[1].service.events(), occurrences),
      ...differences('app 0 holds', await this.#held(), masters),
    ];
  }

  /** Without what became of occurrences that were written at the same moment as their series. */
  async #unexcused(
    found: readonly string[],
    masters: readonly HeldEvent[],
  ): Promise<readonly string[]> {
    if (found.length === 0) {
      return [];
    }
    const { account, model } = this.#world;
    const names = await writtenWithSeries(account.email, masters);
    const isExcused = (problem: string) =>
      names.some((name) => model.isContested(name) && /^[: ]/.test(problem.split(name)[1] ?? ''));
    this.#world.excused.push(...found.filter(isExcused));
    return found.filter((problem) => !isExcused(problem));
  }

  /** Says what is still to be said about conflicts and refused writes, until nothing waits. */
  async #settle(): Promise<void> {
    const { apps, problems } = this.#world;
    for (let round = 0; round < MAX_ROUNDS; round += 1) {
      for (const index of [0, 1] as const) {
        const app = apps[index];
        app.goOnline();
        // What waits behind a conflict waits until that is decided.
        const done$ = app.service.pendingWrites$.pipe(
          filter((writes) => writes.length === 0 || writes.some(isToDecide)),
        );
        await app.elapse(firstValueFrom(done$));
        await this.#decide(index);
      }
      // What is sent now may not be in what is read now.
      const isDone = this.#isNothingPending();
      const synced = await Promise.all(
        apps.map((app) =>
          app.sync().then(
            // A calendar that cannot be read is told in the state alone.
            () => app.service.syncState().copy?.errors.size === 0,
            () => false,
          ),
        ),
      );
      if (isDone && synced.every(Boolean) && this.#isNothingPending()) {
        return;
      }
    }
    const left = apps.flatMap(({ service }) => service.pendingWrites());
    const inWords = left.map(({ kind, scope, state, error }) =>
      [kind, scope, state, error?.code, error?.message].join(' '),
    );
    problems.push(`${left.length} writes never end: ${inWords.join(', ')}`);
  }

  #isNothingPending(): boolean {
    return this.#world.apps.every(({ service }) => service.pendingWrites().length === 0);
  }

  /** App 0 keeps its own changes, app 1 those of the others. */
  async #decide(index: 0 | 1): Promise<void> {
    const { apps, problems } = this.#world;
    const { service } = apps[index];
    for (const conflict of service.conflicts()) {
      this.#decided(conflict, index);
      this.#world.trace.push(
        `app ${index} is asked about ${nameOf((conflict.base ?? conflict.theirs)?.googleEvent ?? {}) ?? ''}: ${conflict.theirs ? conflict.fields.join() || 'deleted here' : 'deleted there'}`,
      );
      await service.resolveConflict(conflict.id, index === 0 ? 'mine' : 'theirs');
    }
    for (const { id, title, state, kind, error } of service.pendingWrites()) {
      if (state === 'failed') {
        const retries = this.#retries.get(id) ?? 0;
        this.#retries.set(id, retries + 1);
        if (retries < MAX_RETRIES) {
          this.#world.retried(id);
          await service.retryWrite(id);
        } else {
          // The user was told: there is no such event any more.
          if (['deleted', 'not-found'].includes(error?.code ?? '')) {
            this.#world.discarded(id);
          } else {
            problems.push(`a write of ${title} fails for good: ${kind} ${error?.code ?? ''}`);
          }
          await service.discardWrite(id);
        }
      }
    }
  }

  /** Has the model know what the user was asked about. */
  #decided({ base, mine, theirs, fields }: WriteConflict<GoogleCalendarEvent>, index: 0 | 1): void {
    const { model } = this.#world;
    const names = new Set(
      [base, mine, theirs].flatMap((event) => (event ? this.#namesOf(event.googleEvent) : [])),
    );
    for (const name of names) {
      if (fields.length > 0 && !fields.includes('recurrence')) {
        for (const field of fields) {
          model.decide(name, FIELDS_BY_CONFLICT[field] ?? 'title');
        }
        continue;
      }
      // One of the two has deleted the event, or both have divided the series.
      model.decideAll(name);
      const isTwice = fields.includes('recurrence') || model.isTakenElsewhere(name, index);
      if (index === 0 && isTwice) {
        this.#keptBoth.add(name).add(isOccurrence(name) ? lineageOfName(name) : name);
      }
    }
  }

  /** The names that a conflict is about: of a master all occurrences. */
  #namesOf(event: GoogleEvent): readonly string[] {
    const name = nameOf(event);
    const lineage = lineageOf(event);
    return name === undefined || lineage === undefined
      ? []
      : event.recurrence
        ? this.#world.model.namesOf(lineage)
        : [name];
  }

  /** What the copy of app 0 holds. */
  async #held() {
    const { account } = this.#world;
    const store = indexedDbReplicaStore(`google:${account.email}`);
    try {
      const entries = await Promise.all(
        CALENDARS.map(async (name) => {
          const calendarId = account.idOf(name);
          return (await store.read(calendarId, ALL_TIME)).flatMap((entry) =>
            'record' in entry
              ? [{ calendarId, googleEvent: { ...entry.record, id: entry.id } }]
              : [],
          );
        }),
      );
      return entries.flat();
    } finally {
      store.close();
    }
  }
}

interface Compared {
  readonly calendarId: string;
  readonly googleEvent: GoogleEvent;
}

/** What differs between the events of an app and Google's, which have no cancelled ones among them. */
function differences(
  what: string,
  actual: readonly Compared[],
  expected: readonly Compared[],
): readonly string[] {
  const [ours, google] = [actual, expected].map(
    (events) =>
      new Map(
        events
          .filter(({ googleEvent }) => googleEvent.status !== 'cancelled')
          .map(({ calendarId, googleEvent }) => [
            `${calendarId} ${googleEvent.id ?? ''}`,
            JSON.stringify(googleEvent, sortMembers),
          ]),
      ),
  );
  const keys = new Set([...(ours?.keys() ?? []), ...(google?.keys() ?? [])]);
  return [...keys]
    .filter((key) => ours?.get(key) !== google?.get(key))
    .map((key) =>
      `${what} ${ours?.get(key) ?? 'nothing'} where Google has ${google?.get(key) ?? 'nothing'}`.slice(
        0,
        MAX_TEXT_LENGTH,
      ),
    );
}

function sortMembers(_name: string, value: unknown): unknown {
  return typeof value !== 'object' || value === null || Array.isArray(value)
    ? value
    : Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}

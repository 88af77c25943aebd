import { of } from 'rxjs';
import type { ɵInMemoryCalendarProvider as InMemoryCalendarProvider } from 'ngx-calendar-sync/testing';
import { anEvent } from './specs/fixed-event';
import { memoryReplicaStore } from './replica/memory-replica-store';
import { single } from './replica/specs/entries';
import type { PageEnd, ReplicaStore } from '../core/replica/replica-store';
import type {
  CalendarProvider,
  PulledChange,
  PulledPage,
  PullRequest,
} from '../core/provider/calendar-provider';
import { pull, type PullOutcome } from './pull';
import { pullCalendars } from './pull-calendars';
import { aProvider, copyOf, SERVICES } from './specs/services';

const unavailable = jasmine.objectContaining({ code: 'unavailable' });

describe('pull from a provider that misbehaves', () => {
  const [service] = SERVICES;
  if (!service) {
    throw new Error('there is no service');
  }
  const { scope } = service;
  let provider: InMemoryCalendarProvider;
  let store: ReplicaStore;
  let requests: PullRequest[];

  beforeEach(() => {
    provider = aProvider(service);
    store = memoryReplicaStore();
    requests = [];
  });

  const sync = (from: Pick<CalendarProvider, 'pull'> = provider): Promise<PullOutcome> =>
    pull({ provider: from, store, calendarId: 'work', scope, fence: 1 });
  const shownIds = async () => (await copyOf(store)).map(({ id }) => id);

  /** A provider that answers each request as `answer` says. */
  const answering = (
    answer: (number: number, request: PullRequest) => PulledPage,
  ): Pick<CalendarProvider, 'pull'> => ({
    pull: (_calendarId: string, request: PullRequest) => {
      requests.push(request);
      return of(answer(requests.length, request));
    },
  });
  const page = (ids: readonly string[], next: PageEnd): PulledPage => ({
    changes: ids.map((id) => single(id, '2026-05-04T09:00:00Z')),
    next,
  });

  describe('endless pages', () => {
    it('the same page token again: the pull ends, and says that the list has no end', async () => {
      const same = answering((number) => page([`e${number}`], { pageToken: 'again' }));
      await expectAsync(sync(same)).toBeRejectedWith(unavailable);
      expect(requests.length).toBeLessThanOrEqual(3);
    });

    it('page tokens that go in a circle: the pull ends', async () => {
      const circle = answering((number) => page([], { pageToken: `page ${number % 3}` }));
      await expectAsync(sync(circle)).toBeRejectedWith(unavailable);
      expect(requests.length).toBeLessThanOrEqual(6);
    });

    for (const [name, ids] of [
      ['empty pages', []],
      ['pages with the same events', ['a', 'b']],
    ] as const) {
      it(`${name} for ever: the pull ends after some of them, at each try`, async () => {
        const endless = answering((number) => page(ids, { pageToken: `page ${number}` }));
        for (let attempt = 0; attempt < 3; attempt += 1) {
          requests = [];
          await expectAsync(sync(endless)).toBeRejectedWith(unavailable);
          expect(requests.length).toBeLessThan(120);
        }
        await sync();
        expect(await shownIds()).toContain('standup');
      });
    }

    it('some empty pages in a row are no failure', async () => {
      const last = 30;
      const slow = answering((number) =>
        number < last
          ? page([], { pageToken: `page ${number}` })
          : page(['found'], { cursor: 'end' }),
      );
      await sync(slow);
      expect(await shownIds()).toEqual(['found']);
    });

    it('changes without an end: everything is asked for anew, and the replica is complete', async () => {
      await sync();
      provider.put(anEvent('new'));
      const endlessChanges: Pick<CalendarProvider, 'pull'> = {
        pull: (calendarId: string, request: PullRequest) =>
          request.cursor === undefined
            ? provider.pull(calendarId, request)
            : of(page([], { pageToken: 'again' })),
      };
      expect((await sync(endlessChanges)).changes).toEqual({ everything: true });
      expect(await shownIds()).toContain('new');
    });

    it('pullCalendars: pages without an end end the pull too', async () => {
      let asked = 0;
      const endless: Pick<CalendarProvider, 'pullCalendars'> = {
        pullCalendars: () => {
          asked += 1;
          return of({ changes: [], next: { pageToken: 'again' } });
        },
      };
      await expectAsync(pullCalendars({ provider: endless, store, fence: 1 })).toBeRejectedWith(
        unavailable,
      );
      expect(asked).toBeLessThan(5);
    });
  });

  describe('a record that throws is a malformed change, and the others are there', () => {
    const good = ['before', 'after'].map((id) => single(id, '2026-05-04T09:00:00Z'));
    const outcomeOf = (changes: Iterable<PulledChange>) =>
      sync(answering(() => ({ changes, next: { cursor: 'end' } })));

    it('when it is read', async () => {
      const each = good[Symbol.iterator]();
      let number = 0;
      const throwing: Iterable<PulledChange> = {
        [Symbol.iterator]: () => ({
          next: () => {
            number += 1;
            if (number === 2) {
              throw new RangeError('no such date');
            }
            return each.next();
          },
        }),
      };
      const { problems } = await outcomeOf(throwing);
      expect(problems).toEqual([{ problem: jasmine.any(String) }]);
      expect(await shownIds()).toEqual(['after', 'before']);
    });

    it('when its times cannot be stored', async () => {
      const [before, after] = good;
      if (!before || !after) {
        throw new Error('there is nothing');
      }
      const odd = [
        { ...before, id: 'no number', start: NaN },
        { ...before, id: 'beyond all time', end: 9e15 },
        { ...before, id: 'endless', end: Infinity },
      ];
      const { problems } = await outcomeOf([before, ...odd, after]);
      expect(problems.map(({ id }) => id)).toEqual(odd.map(({ id }) => id));
      expect(await shownIds()).toEqual(['after', 'before']);
    });

    it('when its record is missing', async () => {
      const broken = { kind: 'series', id: 'broken', record: undefined } as unknown as PulledChange;
      const lean = { ...scope, omit: ['title'] };
      const [before] = good;
      const { problems } = await pull({
        provider: answering(() => ({
          changes: [broken, ...(before ? [before] : [])],
          next: { cursor: 'end' },
        })),
        store,
        calendarId: 'work',
        scope: lean,
        fence: 1,
      });
      expect(problems.map(({ id }) => id)).toEqual(['broken']);
      expect(await shownIds()).toEqual(['before']);
    });

    it('an iterator that throws for ever ends the pull', async () => {
      const hopeless: Iterable<PulledChange> = {
        [Symbol.iterator]: () => ({
          next: () => {
            throw new RangeError('never');
          },
        }),
      };
      await expectAsync(outcomeOf(hopeless)).toBeRejected();
    });

    it('and the next pull brings what has changed since', async () => {
      provider.put(anEvent('odd', { start: 'some day' }));
      await sync();
      provider.put(anEvent('new'));
      await sync();
      expect(await shownIds()).toContain('new');
    });
  });
});

import { NEVER, of } from 'rxjs';
import {
  aClock,
  type ɵInMemoryCalendarProvider as InMemoryCalendarProvider,
} from 'ngx-calendar-sync/testing';
import { ɵBrowserTabs as BrowserTabs } from 'ngx-calendar-sync/base';
import { LocalCopy } from '../../copy/local-copy';
import { aProvider, SERVICES } from '../../copy/specs/services';
import type { CalendarEvent } from '../model/calendar-event';
import { memoryReplicaStore } from '../../copy/replica/memory-replica-store';
import { createOutbox } from '../specs/create-outbox';
import { until } from '../specs/until';
import { CalendarSession } from './calendar-session';

/** After a write this many pulls of changes do not tell it yet. */
const LAG = 2;

for (const service of SERVICES) {
  describe(`CalendarSession with a replica of ${service.name}: one occurrence of a series`, () => {
    let provider: InMemoryCalendarProvider;
    let session: CalendarSession;
    let shown: readonly CalendarEvent[];
    /** The titles of the occurrence on 25 May since `watch` was called, each once; `none` where it did not show. */
    let seen: Set<string>;

    const lastOccurrence = () =>
      shown.find(({ seriesId, start }) => seriesId === 'weekly' && start.startsWith('2026-05-25'));
    const watch = () => {
      seen = new Set();
      session.events$.subscribe(() => seen.add(lastOccurrence()?.title ?? 'none'));
    };
    /** So many passes that the pulls have told everything until now. */
    async function passes(): Promise<void> {
      for (let pass = 0; pass <= LAG; pass += 1) {
        await session.sync();
      }
    }

    beforeEach(async () => {
      provider = aProvider({ ...service, options: { ...service.options, lag: LAG } });
      shown = [];
      const clock = aClock('2026-05-01T00:00:00Z');
      const copy = new LocalCopy({
        provider,
        store: memoryReplicaStore(),
        tabs: new BrowserTabs('occurrence writes', undefined, clock),
        scope: () => service.scope,
        timeZoneOf: () => 'UTC',
        visible$: of(true),
        wake$: NEVER,
        clock,
        random: () => 0.5,
      });
      session = new CalendarSession(provider, { createOutbox, backend: copy, clock });
      session.events$.subscribe((events) => (shown = events));
      session.setView({
        calendarIds: ['work'],
        start: '2026-05-01T00:00:00Z',
        end: '2026-06-01T00:00:00Z',
      });
      await session.sync();
      await until(() => lastOccurrence() !== undefined);
    });

    afterEach(() => {
      session.close();
    });

    it('is changed: the old state does not flash back, and a later change by others shows', async () => {
      const { id = '' } = lastOccurrence() ?? {};
      await session.writes.updateEvent('work', { id, title: 'mine' });
      watch();
      await passes();
      expect([...seen]).toEqual(['mine']);
      const stored = provider.stored('work', id);
      if (!stored) {
        throw new Error('the service does not hold the changed occurrence');
      }
      provider.put({ ...stored, title: 'theirs' });
      await passes();
      await until(() => lastOccurrence()?.title === 'theirs');
      expect([...seen]).toEqual(['mine', 'theirs']);
    });

    it('is deleted: it does not come back, and the others stay', async () => {
      const { id = '' } = lastOccurrence() ?? {};
      await session.writes.deleteEvent('work', { id });
      watch();
      await passes();
      expect([...seen]).toEqual(['none']);
      expect(shown.filter(({ seriesId }) => seriesId === 'weekly').length).toBe(2);
    });
  });
}

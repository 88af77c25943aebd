import {
  aCalendar,
  ɵInMemoryCalendarProvider as InMemoryCalendarProvider,
} from 'ngx-calendar-sync/testing';
import { anEvent } from '../../copy/specs/fixed-event';
import type { PendingWrite, UndoableWrite } from '../model/pending-write';
import { until } from '../specs/until';
import { OutboxTab } from './specs/outbox-tab';
import { KINDS_THAT_DIVIDE, PROVIDER_KINDS } from './specs/provider-kinds';
import { SharedWrites } from './specs/shared-writes';

for (const kind of PROVIDER_KINDS) {
  const { name, options } = kind;
  describe(`What the outbox tells of its writes, ${name}`, () => {
    let provider: InMemoryCalendarProvider;
    let tab: OutboxTab;
    let pending: readonly PendingWrite[];
    let undoable: readonly UndoableWrite[];

    beforeEach(() => {
      provider = new InMemoryCalendarProvider({
        calendars: [aCalendar('work')],
        events: [anEvent('standup'), anEvent('review')],
        ...options,
      });
      tab = new OutboxTab(provider, new SharedWrites().open());
      tab.outbox.pendingWrites$.subscribe((writes) => (pending = writes));
      tab.outbox.undoableWrites$.subscribe((writes) => (undoable = writes));
    });

    afterEach(() => {
      tab.close();
    });

    const toUndo = () => undoable.map(({ kind, title }) => `${kind} ${title}`);

    it('a refused insert: pendingWrites has all of its event, which shows no more', async () => {
      provider.failNext('forbidden', 'insert');
      const { id, answer } = tab.add('lunch');
      await expectAsync(answer).toBeRejected();
      await until(() => pending[0]?.state === 'failed');
      expect(tab.shown(id)).toBeUndefined();
      expect(pending[0]?.event).toEqual(jasmine.objectContaining({ id, title: 'lunch' }));
    });

    it('an update: pendingWrites names what it changes, the times as one', async () => {
      tab.isOnline = false;
      const [start, end] = ['2026-05-05T15:00:00Z', '2026-05-05T16:00:00Z'];
      tab.update('standup', { start, end }).catch(() => undefined);
      tab.update('review', { title: 'mine', location: 'Room 1' }).catch(() => undefined);
      await until(() => pending.length === 2);
      expect(pending.map(({ fields }) => fields)).toEqual([['times'], ['title', 'location']]);
    });

    if (KINDS_THAT_DIVIDE.includes(kind)) {
      it('an occurrence and those that follow are deleted: pendingWrites has the start of this one, not of the first', async () => {
        const master = anEvent('training', { recurrence: ['RRULE:FREQ=DAILY;COUNT=5'] });
        const occurrence = anEvent('training_2026-05-07', {
          seriesId: 'training',
          start: '2026-05-07T09:00:00Z',
          end: '2026-05-07T10:00:00Z',
        });
        tab.isOnline = false;
        const plan = await provider.planSeriesWrite({
          kind: 'delete',
          calendarId: 'work',
          event: { id: occurrence.id },
          seen: occurrence,
          series: { scope: 'following', master, exceptions: [], cancelled: [], occurrence },
        });
        tab.outbox.write(plan).catch(() => undefined);
        await until(() => pending.length === 1);
        expect(pending[0]).toEqual(
          jasmine.objectContaining({
            title: 'training',
            scope: 'following',
            start: occurrence.start,
          }),
        );
      });
    }

    it('undoableWrites: it has what was made, and no more what was taken back or discarded', async () => {
      await tab.update('standup', { title: 'sent' });
      tab.isOnline = false;
      tab.update('review', { title: 'waiting' }).catch(() => undefined);
      await until(() => pending.length === 1);
      expect(toUndo()).toEqual(['update sent', 'update waiting']);
      await tab.outbox.discard(pending[0]?.id ?? '');
      expect(toUndo()).toEqual(['update sent']);
      tab.isOnline = true;
      await tab.outbox.undoLast();
      expect(toUndo()).toEqual([]);
      expect(provider.stored('work', 'standup')?.title).toBe('standup');
    });
  });
}

import { filter, firstValueFrom, NEVER, of, VirtualTimeScheduler } from 'rxjs';
import {
  aCalendar,
  ɵInMemoryCalendarProvider as InMemoryCalendarProvider,
} from 'ngx-calendar-sync/testing';
import { anEvent } from './specs/fixed-event';
import { ɵBrowserTabs as BrowserTabs } from 'ngx-calendar-sync/base';
import { memoryReplicaStore } from './replica/memory-replica-store';
import { CalendarSession } from '../core/session/calendar-session';
import { createOutbox } from '../core/specs/create-outbox';
import { LocalCopy } from './local-copy';

describe('LocalCopy', () => {
  it('state$: a series whose rule cannot be read is among the problems', async () => {
    const onMonday = {
      calendarId: 'work',
      start: '2026-05-04T09:00:00Z',
      end: '2026-05-04T10:00:00Z',
    };
    const provider = new InMemoryCalendarProvider({
      calendars: [aCalendar('work')],
      events: [
        anEvent('broken', { ...onMonday, recurrence: ['RRULE:FREQ=OFTEN'] }),
        anEvent('standup', onMonday),
      ],
    });
    const clock = new VirtualTimeScheduler();
    const connections = {
      locks: navigator.locks,
      channel: (name: string) => new BroadcastChannel(name),
    };
    const copy = new LocalCopy({
      provider,
      store: memoryReplicaStore(),
      tabs: new BrowserTabs(`copy problems ${String(Math.random())}`, connections, clock),
      scope: () => ({ coverage: 'everything' }),
      timeZoneOf: () => 'UTC',
      visible$: of(true),
      wake$: NEVER,
      clock,
      random: () => 0.5,
    });
    const session = new CalendarSession(provider, { createOutbox, backend: copy });
    session.setView({
      calendarIds: ['work'],
      start: '2026-05-01T00:00:00Z',
      end: '2026-06-01T00:00:00Z',
    });
    const state$ = session.syncState$.pipe(
      filter((state) => (state.copy?.problems.length ?? 0) > 0),
    );
    const { copy: state } = await firstValueFrom(state$);
    expect(state?.problems).toEqual([
      {
        calendarId: 'work',
        id: 'broken',
        problem: 'The rule of its recurrence cannot be read (FREQ): only its own date shows.',
      },
    ]);
    session.close();
  });
});

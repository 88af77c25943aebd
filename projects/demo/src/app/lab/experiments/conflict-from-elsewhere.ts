import { computed, inject, signal } from '@angular/core';
import { GoogleCalendarService } from 'ngx-calendar-sync/google';
import { Accounts } from '../../accounts/accounts';
import { ChangesFromElsewhere } from './changes-from-elsewhere';
import { type Experiment, over, ready, running } from './experiment';
import { NextOwnEvent } from './next-own-event';

/** Somebody else renames an event at Google, and so does the app, which has not heard of that yet. */
export function conflictFromElsewhere(): Experiment {
  const google = inject(GoogleCalendarService);
  const account = inject(Accounts).google;
  const changes = inject(ChangesFromElsewhere);
  const nextOwn = inject(NextOwnEvent).event;
  /** The id of the event that was renamed twice. */
  const renamedId = signal<string | undefined>(undefined);
  const pending = computed(() =>
    google.pendingWrites().filter(({ eventId }) => eventId === renamedId()),
  );
  return {
    id: 'conflict-from-elsewhere',
    title: $localize`:@@lab.conflict:A conflict with somebody else`,
    does: $localize`:@@lab.conflictDoes:Renames your next event from another app and, before this page has heard of that, here too.`,
    watchFor: $localize`:@@lab.conflictWatch:Google refuses the second name, and the outbox asks which one is to stay. What touches nothing of the other change is merged without a question.`,
    needsEmulator: true,
    state: computed(() => {
      if (renamedId() === undefined) {
        return ready();
      }
      if (pending().length === 0) {
        return over($localize`:@@lab.conflictOver:It is decided.`);
      }
      return pending().some(({ state }) => state === 'conflict')
        ? running($localize`:@@lab.conflictRunning:Both names wait in the outbox: choose one.`)
        : running($localize`:@@lab.conflictSending:The name from here is on its way.`);
    }),
    actions: [
      {
        label: computed(() => $localize`:@@lab.conflictStart:Rename it twice`),
        disabled: computed(() => nextOwn() === undefined || pending().length > 0),
        run: async () => {
          const email = account.address();
          const event = nextOwn();
          if (email === undefined || !event) {
            return;
          }
          await changes.rename(email, event);
          renamedId.set(event.id);
          const title = $localize`:@@lab.renamedHere:${event.title}:title: (renamed here)`;
          await google.updateEvent(event.calendarId, { ...event, title }, { durable: true });
        },
      },
    ],
    putBack: async () => {
      await Promise.all(pending().map(({ id }) => google.discardWrite(id)));
      await changes.undo(account.address());
      renamedId.set(undefined);
    },
  };
}

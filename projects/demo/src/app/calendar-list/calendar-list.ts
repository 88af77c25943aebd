import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core';
import type { GoogleCalendar } from 'ngx-calendar-sync/google';
import { readableOn } from '../calendar-board/contrast';
import { CalendarSwitches } from './calendar-switches';

/** The account's calendars, each with its colour and a switch. */
@Component({
  selector: 'app-calendar-list',
  templateUrl: './calendar-list.html',
  styleUrl: './calendar-list.css',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class CalendarList {
  readonly switches = inject(CalendarSwitches);

  readonly groups = computed(() => {
    const isOwned = ({ accessRole }: GoogleCalendar) => accessRole === 'owner';
    const calendars = this.switches.calendars();
    return [
      { name: 'My calendars', entries: calendars.filter(({ calendar }) => isOwned(calendar)) },
      { name: 'Other calendars', entries: calendars.filter(({ calendar }) => !isOwned(calendar)) },
    ].filter(({ entries }) => entries.length > 0);
  });

  /** The colour of a tick that can be seen on the calendar's colour. */
  readonly tickColor = (color = ''): string | undefined => readableOn(color);

  toggle(id: string, event: Event): void {
    this.switches.set(id, (event.target as HTMLInputElement).checked);
  }
}

import {
  ChangeDetectionStrategy,
  Component,
  computed,
  type ElementRef,
  inject,
  signal,
  viewChild,
} from '@angular/core';
import { type GoogleCalendar, GoogleCalendarService } from 'ngx-calendar-sync/google';
import { readableOn } from '../calendar-board/contrast';
import { CalendarActions } from './calendar-actions';
import { CalendarEditor } from './calendar-editor';
import { CalendarSubscription } from './calendar-subscription';
import { CalendarSwitches } from './calendar-switches';

type OpenDialog =
  | { readonly kind: 'editor'; readonly calendar?: GoogleCalendar }
  | { readonly kind: 'subscription' };

/** The account's calendars, each with its colour, a switch and its settings. */
@Component({
  selector: 'app-calendar-list',
  imports: [CalendarEditor, CalendarSubscription],
  templateUrl: './calendar-list.html',
  styleUrl: './calendar-list.css',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class CalendarList {
  readonly switches = inject(CalendarSwitches);
  readonly actions = inject(CalendarActions);
  readonly newButton = viewChild.required<ElementRef<HTMLElement>>('newButton');

  readonly dialog = signal<OpenDialog | undefined>(undefined);
  readonly edited = computed(() => {
    const dialog = this.dialog();
    return dialog?.kind === 'editor' ? dialog.calendar : undefined;
  });
  readonly capabilities = inject(GoogleCalendarService).capabilities;
  readonly groups = computed(() => {
    const isOwned = ({ accessRole }: GoogleCalendar) => accessRole === 'owner';
    const calendars = this.switches.calendars();
    return [
      {
        name: $localize`:@@calendarList.mine:My calendars`,
        entries: calendars.filter(({ calendar }) => isOwned(calendar)),
      },
      {
        name: $localize`:@@calendarList.others:Other calendars`,
        entries: calendars.filter(({ calendar }) => !isOwned(calendar)),
      },
    ].filter(({ entries }) => entries.length > 0);
  });

  /** The colour of a tick that can be seen on the calendar's colour. */
  readonly tickColor = (color = ''): string | undefined => readableOn(color);

  toggle(id: string, event: Event): void {
    this.switches.set(id, (event.target as HTMLInputElement).checked);
  }

  /** The pressed button disappears with its entry, so the focus goes to a button that stays. */
  show(calendar: GoogleCalendar): void {
    this.newButton().nativeElement.focus();
    void this.actions.setHidden(calendar, false);
  }

  /** The browser returns the focus to the button that opened the dialog, which disappears with its calendar. */
  closeDialog(isCalendarLeaving: boolean): void {
    this.dialog.set(undefined);
    if (isCalendarLeaving) {
      this.newButton().nativeElement.focus();
    }
  }
}

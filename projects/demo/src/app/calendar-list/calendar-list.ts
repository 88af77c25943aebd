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
import type { AnyCalendar } from '../accounts/any-account';
import { isOfGoogle } from '../accounts/of-google';
import { Accounts } from '../accounts/accounts';
import { UserCalendars } from '../accounts/user-calendars';
import { readableOn } from '../calendar-board/contrast';
import { CalendarActions } from './calendar-actions';
import { CalendarEditor } from './calendar-editor';
import { CalendarSubscription } from './calendar-subscription';
import { CalendarSwitches } from './calendar-switches';

type OpenDialog =
  | { readonly kind: 'editor'; readonly calendar?: GoogleCalendar }
  | { readonly kind: 'subscription' };

/** The calendars of all accounts, each with its colour, a switch and its settings. */
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
  readonly newButton = viewChild<ElementRef<HTMLElement>>('newButton');

  readonly dialog = signal<OpenDialog | undefined>(undefined);
  readonly edited = computed(() => {
    const dialog = this.dialog();
    return dialog?.kind === 'editor' ? dialog.calendar : undefined;
  });
  readonly capabilities = inject(GoogleCalendarService).capabilities;
  readonly #accounts = inject(Accounts);
  /** Whether there are calendars that can be managed here, and new ones made: those of Google alone. */
  readonly canManage = computed(() => this.#accounts.google.session() !== undefined);
  /** What can be done with calendars of Outlook is done there, which is said where there are some. */
  readonly isOutlookShown = computed(() =>
    this.#accounts.open().some(({ provider }) => provider === 'outlook'),
  );
  readonly isOfGoogle = isOfGoogle;
  /** Their switches look like their events. */
  readonly outlinedIds = inject(UserCalendars).outlinedIds;
  /** By account where there are several. */
  readonly groups = computed(() => {
    const isOwned = ({ accessRole }: AnyCalendar) => accessRole === 'owner';
    const calendars = this.switches.calendars();
    const accounts = this.#accounts.open();
    if (this.#accounts.areSeveral()) {
      return accounts.map(({ name, address, service }) => ({
        name,
        address: address(),
        entries: calendars.filter(({ calendar: { id } }) =>
          service.calendars().some((own) => own.id === id),
        ),
      }));
    }
    return [
      {
        name: $localize`:@@calendarList.mine:My calendars`,
        address: undefined,
        entries: calendars.filter(({ calendar }) => isOwned(calendar)),
      },
      {
        name: $localize`:@@calendarList.others:Other calendars`,
        address: undefined,
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
    this.newButton()?.nativeElement.focus();
    void this.actions.setHidden(calendar, false);
  }

  /** The browser returns the focus to the button that opened the dialog, which disappears with its calendar. */
  closeDialog(isCalendarLeaving: boolean): void {
    this.dialog.set(undefined);
    if (isCalendarLeaving) {
      this.newButton()?.nativeElement.focus();
    }
  }
}

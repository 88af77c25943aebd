import {
  afterNextRender,
  ApplicationRef,
  ChangeDetectionStrategy,
  Component,
  computed,
  effect,
  type ElementRef,
  inject,
  Injector,
  signal,
  untracked,
  viewChild,
} from '@angular/core';
import type { AnyCalendar, AnyEvent } from '../accounts/any-account';
import { UserCalendars } from '../accounts/user-calendars';
import { AccountMenu } from '../account-menu/account-menu';
import { eventKey } from '../calendar-board/board-event';
import { type BoardRange, type EventTimes, BOARD_VIEWS } from '../calendar-board/board-view';
import { CalendarBoard } from '../calendar-board/calendar-board';
import { CalendarActions } from '../calendar-list/calendar-actions';
import { CalendarList } from '../calendar-list/calendar-list';
import { CalendarSwitches } from '../calendar-list/calendar-switches';
import { DisplayTimeZone } from '../config/display-time-zone';
import { EventActions } from '../event-actions/event-actions';
import { EventUndo } from '../event-actions/event-undo';
import { EventDetails } from '../event-dialog/event-details';
import { EventEditor } from '../event-dialog/event-editor';
import type { EventDialogValue } from '../event-dialog/event-form';
import {
  type EventFormValue,
  formValueOf,
  newFormValue,
  newFormValueOf,
} from '../event-dialog/event-form-value';
import { EventSearch } from '../event-search/event-search';
import { mediaQuery } from '../media/media-query';
import { DialogHead } from '../modal/dialog-head';
import { Modal } from '../modal/modal';
import { PendingChanges, type RefusedEvent } from '../pending-changes/pending-changes';
import { PendingChangesPanel } from '../pending-changes/pending-changes-panel';
import { SyncMark } from '../pending-changes/sync-mark';
import { SeriesQuestion } from '../series-question/series-question';
import { SeriesQuestionDialog } from '../series-question/series-question-dialog';
import { Shortcut } from '../shortcuts/shortcut';
import { ShortcutHelp } from '../shortcuts/shortcut-help';
import { isUndoPress } from '../shortcuts/undo-press';
import { Toasts } from '../toasts/toasts';
import { SessionNotices } from './session-notices';

type OpenDialog =
  | {
      readonly kind: 'editor';
      readonly initial: EventFormValue & Partial<EventDialogValue>;
      readonly event?: AnyEvent;
      readonly refusedId?: string;
    }
  | { readonly kind: 'details'; readonly event: AnyEvent }
  | { readonly kind: 'search' }
  | { readonly kind: 'calendars' };

/** The signed-in user's calendars. */
@Component({
  selector: 'app-calendar-page',
  imports: [
    AccountMenu,
    CalendarBoard,
    CalendarList,
    DialogHead,
    EventDetails,
    EventEditor,
    EventSearch,
    Modal,
    PendingChangesPanel,
    SeriesQuestionDialog,
    SessionNotices,
    Shortcut,
    ShortcutHelp,
    SyncMark,
  ],
  providers: [CalendarActions, CalendarSwitches],
  templateUrl: './calendar-page.html',
  styleUrl: './calendar-page.css',
  host: { '(document:keydown)': 'undoByKey($event)' },
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class CalendarPage {
  readonly calendars = inject(UserCalendars);
  readonly actions = inject(EventActions);
  readonly seriesQuestion = inject(SeriesQuestion).open;
  readonly #undo = inject(EventUndo);
  readonly pendingChanges = inject(PendingChanges);
  readonly #switches = inject(CalendarSwitches);
  readonly #toasts = inject(Toasts);
  readonly #timeZone = inject(DisplayTimeZone).name;
  readonly #injector = inject(Injector);
  readonly #app = inject(ApplicationRef);

  readonly board = viewChild.required(CalendarBoard);
  readonly newEventButton = viewChild<ElementRef<HTMLElement>>('newEventButton');
  readonly isNarrow = mediaQuery('(max-width: 56rem)');
  readonly views = [BOARD_VIEWS.month, BOARD_VIEWS.week, BOARD_VIEWS.day, BOARD_VIEWS.agenda];
  readonly range = signal<BoardRange | undefined>(undefined);
  /** The open dialogs. For a moment there are two: the browser reports that one was closed after the next was opened. */
  readonly dialogs = signal<readonly OpenDialog[]>([]);
  readonly #reloading = signal(false);
  readonly busy = computed(() => this.#reloading() || this.calendars.isLoading());
  /** Whether the list of calendars is known. Until then an empty board does not mean that nothing is planned. */
  readonly calendarsKnown = computed(() => this.calendars.calendars().length > 0);
  readonly emptyText = computed(() => {
    if (this.busy()) {
      return $localize`:@@calendarPage.loadingEvents:Loading events`;
    }
    return this.calendarsKnown()
      ? $localize`:@@calendarBoard.nothingPlanned:Nothing planned`
      : $localize`:@@calendarPage.nothingYet:Nothing to show yet`;
  });
  /** With the names of their accounts, where there are several. */
  readonly namedCalendars = computed(() =>
    this.calendars
      .calendars()
      .map((calendar) => ({ ...calendar, name: this.calendars.fullNameOf(calendar) })),
  );
  readonly writableCalendars = computed(() =>
    this.calendars.calendars().filter(({ writable, hidden }) => writable && !hidden),
  );

  constructor() {
    effect(() => {
      const range = this.range();
      const calendarIds = this.#switches.shownIds();
      if (!range) {
        return;
      }
      untracked(() => {
        this.calendars.setView({ ...range, calendarIds });
      });
    });
  }

  openNewEvent(times?: EventTimes): void {
    const calendars = this.writableCalendars();
    const calendar = calendars.find(({ primary }) => primary) ?? calendars[0];
    if (!calendar) {
      return;
    }
    this.openDialog({
      kind: 'editor',
      initial: newFormValue(calendar.id, this.#timeZone(), times),
    });
  }

  openEvent(event: AnyEvent): void {
    this.openDialog(
      event.editable
        ? { kind: 'editor', event, initial: formValueOf(event, this.#timeZone()) }
        : { kind: 'details', event },
    );
  }

  /** Opens the form of a new event that Google has refused, with all that was typed. */
  openRefused({ id, event, tellGuests }: RefusedEvent): void {
    const initial = newFormValueOf(event, this.#timeZone());
    this.openDialog({ kind: 'editor', initial: { ...initial, tellGuests }, refusedId: id });
  }

  /** It is rendered at once: what is typed next is meant for the dialog, and would otherwise press buttons of the page. */
  openDialog(dialog: OpenDialog): void {
    this.dialogs.update((dialogs) => [...dialogs, dialog]);
    this.#app.tick();
  }

  /**
   * The browser returns the focus to the element that opened the dialog. If that is gone, as the element of a changed
   * event is, the event's new element or the New event button gets the focus, so that it stays in the page.
   * @param saved The event as the dialog has saved it, which may be in another calendar now.
   */
  closeDialog(closed: OpenDialog, saved?: AnyEvent): void {
    this.dialogs.update((dialogs) => dialogs.filter((dialog) => dialog !== closed));
    this.board().unselect();
    this.#keepFocus(saved ?? ('event' in closed ? closed.event : undefined));
  }

  /** The button that opened the panel is gone where all is saved by now. */
  closePendingChanges(): void {
    this.pendingChanges.isOpen.set(false);
    this.#keepFocus();
  }

  showEvent(event: AnyEvent): void {
    this.#switches.set(event.calendarId, true);
    this.board().reveal(event);
  }

  #keepFocus(event?: AnyEvent): void {
    afterNextRender(
      () => {
        if (document.activeElement !== document.body) {
          return;
        }
        if (!event || !this.board().focus(event)) {
          this.newEventButton()?.nativeElement.focus();
        }
      },
      { injector: this.#injector },
    );
  }

  undoByKey(event: KeyboardEvent): void {
    if (isUndoPress(event)) {
      event.preventDefault();
      void this.#undo.undo();
    }
  }

  async reload(): Promise<void> {
    this.#reloading.set(true);
    try {
      await this.calendars.sync();
    } catch (error) {
      this.#toasts.problem(
        $localize`:@@calendarPage.notReloaded:Your calendars are as they were.`,
        error,
      );
    } finally {
      this.#reloading.set(false);
    }
  }

  /** An event as it is now. Outside of the view it is as it was when its dialog was opened. */
  current(event: AnyEvent): AnyEvent {
    const key = eventKey(event);
    return this.calendars.events().find((one) => eventKey(one) === key) ?? event;
  }

  calendarOf({ calendarId }: AnyEvent): AnyCalendar | undefined {
    return this.calendars.calendars().find(({ id }) => id === calendarId);
  }
}

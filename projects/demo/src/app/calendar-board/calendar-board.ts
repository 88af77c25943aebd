import {
  ChangeDetectionStrategy,
  Component,
  computed,
  DestroyRef,
  ElementRef,
  inject,
  input,
  linkedSignal,
  output,
  signal,
  viewChild,
} from '@angular/core';
import {
  type CalendarApi,
  type CalendarOptions,
  type DatesSetInfo,
  type EventApi,
  type EventInput,
  FullCalendarComponent,
  FullCalendarModule,
} from '@fullcalendar/angular';
import dayGridPlugin from '@fullcalendar/angular/daygrid';
import interactionPlugin from '@fullcalendar/angular/interaction';
import listPlugin from '@fullcalendar/angular/list';
import themePlugin from '@fullcalendar/angular/themes/classic';
import timeGridPlugin from '@fullcalendar/angular/timegrid';
import type { AnyCalendar, AnyEvent } from '../accounts/any-account';
import { DisplayTimeZone } from '../config/display-time-zone';
import { appDirection, appLocale } from '../language/app-locale';
import { mediaQuery } from '../media/media-query';
import { Shortcut } from '../shortcuts/shortcut';
import {
  boardEvent,
  circumstancesOf,
  eventKey,
  EVENT_TINT_SHARE,
  OUTLINED_TINT_SHARE,
  sourceOf,
} from './board-event';
import { boardLocale } from './board-locale';
import { type BoardRange, type BoardView, type EventTimes, BOARD_VIEWS } from './board-view';
import { EventFocus } from './event-focus';
import { eventName } from './event-name';
import { keepGridRepaired } from './grid-repair';

const MIN_DURATION_OF_TWO_LINES_MS = 75 * 60_000;
/** FullCalendar shows the events of a month some frames after it has rendered them, when it knows for which there is room. */
const FRAMES_UNTIL_SHOWN = 10;

/** FullCalendar with this app's toolbar. Shows events, and emits which the user opens or moves and which times they select. */
@Component({
  selector: 'app-calendar-board',
  imports: [FullCalendarModule, Shortcut],
  templateUrl: './calendar-board.html',
  styleUrl: './calendar-board.css',
  hostDirectives: [EventFocus],
  host: {
    '[style.--event-tint]': 'tint',
    '[style.--outlined-event-tint]': 'outlinedTint',
    '(pointerdown)': 'holdEvents()',
    '(document:pointerup)': 'releaseEvents()',
    '(document:pointercancel)': 'releaseEvents()',
  },
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class CalendarBoard {
  readonly events = input.required<readonly AnyEvent[]>();
  /** Gives the names of the events' calendars to screen readers. */
  readonly calendars = input<readonly AnyCalendar[]>([]);
  /** The keys of the events of which a change is on its way to Google. */
  readonly saving = input<ReadonlySet<string>>(new Set());
  /** The ids of the calendars whose events are outlined and not filled. */
  readonly outlined = input<ReadonlySet<string>>(new Set());
  readonly views = input.required<readonly BoardView[]>();
  readonly initialView = input.required<string>();
  /** Whether times can be selected to create an event. */
  readonly selectable = input(false);
  readonly busy = input(false);
  /** The text of a list view without events. */
  readonly emptyText = input($localize`:@@calendarBoard.nothingPlanned:Nothing planned`);

  readonly rangeChanged = output<BoardRange>();
  readonly selected = output<EventTimes>();
  readonly opened = output<AnyEvent>();
  readonly moved = output<{ readonly event: AnyEvent; readonly times: EventTimes }>();

  readonly fullCalendar = viewChild.required(FullCalendarComponent);
  readonly title = signal('');
  readonly view = signal('');
  readonly viewLabel = computed(
    () => this.views().find(({ type }) => type === this.view())?.label ?? '',
  );
  readonly #element = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
  readonly #focus = inject(EventFocus);
  readonly #timeZone = inject(DisplayTimeZone).name;
  readonly #isDark = mediaQuery('(prefers-color-scheme: dark)');
  #eventToReveal: AnyEvent | undefined;

  readonly tint = `${EVENT_TINT_SHARE * 100}%`;
  readonly outlinedTint = `${OUTLINED_TINT_SHARE * 100}%`;
  readonly #isPointerDown = signal(false);
  readonly #currentEvents = computed(() => {
    this.#isDark();
    const calendarNames = new Map(this.calendars().map(({ id, name }) => [id, name]));
    const [saving, outlined] = [this.saving(), this.outlined()];
    const style = getComputedStyle(this.#element);
    const colors = {
      background: style.getPropertyValue('--surface'),
      ownColor: style.getPropertyValue('--accent'),
    };
    return this.events().map((event) =>
      boardEvent(event, colors, {
        calendarName: calendarNames.get(event.calendarId),
        saving: saving.has(eventKey(event)),
        outlined: outlined.has(event.calendarId),
      }),
    );
  });
  /**
   * Keeps what FullCalendar is given unchanged while a pointer is down: it cancels a drag when its events are replaced, and
   * an event that is saved meanwhile, or another colour scheme, replaces them as well.
   */
  readonly boardEvents = linkedSignal<
    { events: EventInput[]; isPointerDown: boolean },
    EventInput[]
  >({
    source: () => ({ events: this.#currentEvents(), isPointerDown: this.#isPointerDown() }),
    computation: ({ events, isPointerDown }, previous) =>
      isPointerDown && previous ? previous.value : events,
  });
  readonly options = computed<CalendarOptions>(() => ({
    plugins: [themePlugin, dayGridPlugin, timeGridPlugin, listPlugin, interactionPlugin],
    initialView: this.initialView(),
    views: {
      agenda: { type: 'list', duration: { days: 14 } },
      list: {
        listItemEventTimeClass: 'event-list-time',
        listItemEventTitleClass: 'event-title-list',
      },
      timeGridWeek: { displayEventEnd: false },
    },
    headerToolbar: false,
    height: '100%',
    borderless: true,
    expandRows: true,
    ...boardLocale(appLocale(), appDirection()),
    timeZone: this.#timeZone(),
    colorScheme: this.#isDark() ? 'dark' : 'light',
    // FullCalendar's own choice for a day of the month is a view that has no button here.
    navLinks: this.views().some(({ type }) => type === BOARD_VIEWS.day.type),
    navLinkDayClick: BOARD_VIEWS.day.type,
    nowIndicator: true,
    dayMaxEvents: true,
    scrollTime: '07:30',
    noEventsText: this.emptyText(),
    selectable: this.selectable(),
    selectMirror: true,
    longPressDelay: 400,
    datesSet: (info) => {
      this.#showRange(info);
    },
    eventsSet: (events) => {
      this.#nameEvents(events);
      this.#focus.restore();
    },
    slotEventOverlap: false,
    blockEventClass: 'event-block',
    rowEventTitleClass: 'event-title-line',
    listItemEventTitleClass: 'event-title-line',
    listItemEventBeforeClass: 'event-dot',
    columnEventClass: 'event-column',
    columnEventTimeClass: 'event-column-time',
    columnEventTitleClass: ({ event }) => columnTitleClass(event),
    select: ({ startStr, endStr, allDay }) => {
      this.selected.emit({ start: startStr, end: endStr, allDay });
    },
    eventClick: ({ event, jsEvent }) => {
      jsEvent.preventDefault();
      const source = sourceOf(event);
      if (source) {
        this.opened.emit(source);
      }
    },
    eventDidMount: ({ el, event }) => {
      const source = sourceOf(event);
      if (!source) {
        return;
      }
      el.dataset['event'] = eventKey(source);
      el.ariaLabel = this.#nameOf(event);
      if (this.#eventToReveal && eventKey(source) === eventKey(this.#eventToReveal)) {
        this.#focusEventToReveal();
      }
    },
    eventChange: (info) => {
      this.#emitMove(info);
    },
  }));

  constructor() {
    inject(DestroyRef).onDestroy(keepGridRepaired(this.#element));
  }

  today(): void {
    this.#calendar.today();
  }

  previous(): void {
    this.#calendar.prev();
  }

  next(): void {
    this.#calendar.next();
  }

  show(view: string): void {
    this.#calendar.changeView(view);
  }

  /** Shows an event's date, and focuses the event as soon as FullCalendar shows it. */
  reveal(event: AnyEvent): void {
    this.#eventToReveal = event;
    this.#calendar.gotoDate(event.start);
    this.#focusEventToReveal();
  }

  /** Removes the preview of a selected time. */
  unselect(): void {
    this.#calendar.unselect();
  }

  /** Focuses an event; returns false if it is not on screen. */
  focus(event: AnyEvent): boolean {
    return this.#focus.focus(eventKey(event));
  }

  holdEvents(): void {
    this.#isPointerDown.set(true);
  }

  /** Deferred: FullCalendar ends its drag in a listener that runs after this one. */
  releaseEvents(): void {
    setTimeout(() => {
      this.#isPointerDown.set(false);
    });
  }

  /** FullCalendar keeps the element of an event that has changed, so what a screen reader says of it is written again. */
  #nameEvents(events: readonly EventApi[]): void {
    const byKey = new Map(events.map((event) => [event.id, event]));
    for (const element of this.#focus.events()) {
      const event = byKey.get(element.dataset['event'] ?? '');
      if (event) {
        element.ariaLabel = this.#nameOf(event);
      }
    }
  }

  #nameOf(event: EventApi): string | null {
    const source = sourceOf(event);
    return source ? eventName(source, circumstancesOf(event), appLocale(), this.#timeZone()) : null;
  }

  get #calendar(): CalendarApi {
    return this.fullCalendar().getApi();
  }

  #showRange({ start, end, view }: DatesSetInfo): void {
    this.title.set(view.title);
    this.view.set(view.type);
    this.rangeChanged.emit({ start, end });
  }

  /** Reverts FullCalendar's own move: the board shows `events` alone, and the app puts the moved event there. */
  #emitMove({ event, revert }: { readonly event: EventApi; readonly revert: () => void }): void {
    const { startStr: start, endStr: end, allDay } = event;
    const source = sourceOf(event);
    revert();
    if (source) {
      this.moved.emit({ event: source, times: { start, end, allDay } });
    }
  }

  #focusEventToReveal(frames = FRAMES_UNTIL_SHOWN): void {
    requestAnimationFrame(() => {
      const event = this.#eventToReveal;
      if (!event) {
        return;
      }
      if (this.focus(event)) {
        this.#eventToReveal = undefined;
        document.activeElement?.classList.add('event-revealed');
      } else if (this.#isRendered(event) && frames > 0) {
        this.#focusEventToReveal(frames - 1);
      }
    });
  }

  #isRendered(event: AnyEvent): boolean {
    const key = eventKey(event);
    return this.#focus.events().some((element) => element.dataset['event'] === key);
  }
}

/** A title wraps only in an event that is long enough to have room for a second line. */
function columnTitleClass({ start, end }: EventApi): string {
  const durationMs = start && end ? end.getTime() - start.getTime() : 0;
  return durationMs >= MIN_DURATION_OF_TWO_LINES_MS ? 'event-title-column' : 'event-title-line';
}

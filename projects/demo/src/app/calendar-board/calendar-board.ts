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
  FullCalendarComponent,
  FullCalendarModule,
} from '@fullcalendar/angular';
import dayGridPlugin from '@fullcalendar/angular/daygrid';
import interactionPlugin from '@fullcalendar/angular/interaction';
import listPlugin from '@fullcalendar/angular/list';
import themePlugin from '@fullcalendar/angular/themes/classic';
import timeGridPlugin from '@fullcalendar/angular/timegrid';
import type { GoogleCalendarEvent } from 'ngx-calendar-sync/google';
import { DisplayTimeZone } from '../config/display-time-zone';
import { appDirection, appLocale } from '../language/app-locale';
import { mediaQuery } from '../media/media-query';
import { boardEvent, eventKey, EVENT_TINT_SHARE, sourceOf } from './board-event';
import type { BoardRange, BoardView, EventTimes } from './board-view';
import { keepGridRepaired } from './grid-repair';
import { boardLocale } from './board-locale';

const MIN_DURATION_OF_TWO_LINES_MS = 75 * 60_000;

/** FullCalendar with this app's toolbar. Shows events, and emits which the user opens or moves and which times they select. */
@Component({
  selector: 'app-calendar-board',
  imports: [FullCalendarModule],
  templateUrl: './calendar-board.html',
  styleUrl: './calendar-board.css',
  host: {
    '[style.--event-tint]': 'tint',
    '(focusin)': 'rememberFocus($event)',
    '(focusout)': 'forgetFocus($event)',
    '(pointerdown)': 'holdEvents()',
    '(document:pointerup)': 'releaseEvents()',
    '(document:pointercancel)': 'releaseEvents()',
  },
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class CalendarBoard {
  readonly events = input.required<readonly GoogleCalendarEvent[]>();
  readonly views = input.required<readonly BoardView[]>();
  readonly initialView = input.required<string>();
  /** Whether times can be selected to create an event. */
  readonly selectable = input(false);
  readonly busy = input(false);
  /** The text of a list view without events. */
  readonly emptyText = input('Nothing planned');

  readonly rangeChanged = output<BoardRange>();
  readonly selected = output<EventTimes>();
  readonly opened = output<GoogleCalendarEvent>();
  readonly moved = output<{ readonly event: GoogleCalendarEvent; readonly times: EventTimes }>();

  readonly fullCalendar = viewChild.required(FullCalendarComponent);
  readonly title = signal('');
  readonly view = signal('');
  readonly #element = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
  readonly #timeZone = inject(DisplayTimeZone).name;
  readonly #isDark = mediaQuery('(prefers-color-scheme: dark)');
  #eventToReveal: GoogleCalendarEvent | undefined;
  #focusedKey: string | undefined;

  readonly tint = `${EVENT_TINT_SHARE * 100}%`;
  readonly #isPointerDown = signal(false);
  /** Keeps the events unchanged while a pointer is down: FullCalendar cancels a drag when its events are replaced. */
  readonly #eventsOutsideDrags = linkedSignal<
    { events: readonly GoogleCalendarEvent[]; isPointerDown: boolean },
    readonly GoogleCalendarEvent[]
  >({
    source: () => ({ events: this.events(), isPointerDown: this.#isPointerDown() }),
    computation: ({ events, isPointerDown }, previous) =>
      isPointerDown && previous ? previous.value : events,
  });
  readonly boardEvents = computed(() => {
    this.#isDark();
    const background = getComputedStyle(this.#element).getPropertyValue('--surface');
    return this.#eventsOutsideDrags().map((event) => boardEvent(event, background));
  });
  readonly options = computed<CalendarOptions>(() => ({
    plugins: [themePlugin, dayGridPlugin, timeGridPlugin, listPlugin, interactionPlugin],
    initialView: this.initialView(),
    views: {
      agenda: { type: 'list', duration: { days: 14 } },
      list: {
        listItemEventTimeClass: 'event-list-time',
        listItemEventTitleClass: 'event-title-column',
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
    navLinks: true,
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
    eventsSet: () => {
      this.#restoreFocus();
    },
    slotEventOverlap: false,
    blockEventClass: 'event-block',
    rowEventTitleClass: 'event-title-line',
    listItemEventTitleClass: 'event-title-line',
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

  /** Shows an event's date and focuses the event as soon as FullCalendar has rendered it. */
  reveal(event: GoogleCalendarEvent): void {
    this.#eventToReveal = event;
    this.#calendar.gotoDate(event.start);
    this.#focusEventToReveal();
  }

  /** Removes the preview of a selected time. */
  unselect(): void {
    this.#calendar.unselect();
  }

  /** Focuses an event; returns false if it is not on screen. */
  focus(event: GoogleCalendarEvent): boolean {
    return this.#focusByKey(eventKey(event));
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

  /** FullCalendar replaces its elements when events change: `#restoreFocus` then focuses the new element of this event. */
  rememberFocus({ target }: FocusEvent): void {
    this.#focusedKey = (target as HTMLElement).dataset['event'];
  }

  forgetFocus({ target }: FocusEvent): void {
    // An element that is no longer in the page was replaced: its event is to be focused again.
    if ((target as HTMLElement).isConnected) {
      this.#focusedKey = undefined;
    }
  }

  #restoreFocus(): void {
    requestAnimationFrame(() => {
      if (this.#focusedKey && document.activeElement === document.body) {
        this.#focusByKey(this.#focusedKey);
      }
    });
  }

  #focusByKey(key: string): boolean {
    const found = Array.from(this.#element.querySelectorAll<HTMLElement>('[data-event]')).find(
      (element) => element.dataset['event'] === key,
    );
    found?.scrollIntoView({ block: 'center' });
    found?.focus();
    return found !== undefined;
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

  #focusEventToReveal(): void {
    requestAnimationFrame(() => {
      if (!this.#eventToReveal || !this.focus(this.#eventToReveal)) {
        return;
      }
      this.#eventToReveal = undefined;
      document.activeElement?.classList.add('event-revealed');
    });
  }
}

/** A title wraps only in an event that is long enough to have room for a second line. */
function columnTitleClass({ start, end }: EventApi): string {
  const durationMs = start && end ? end.getTime() - start.getTime() : 0;
  return durationMs >= MIN_DURATION_OF_TWO_LINES_MS ? 'event-title-column' : 'event-title-line';
}

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
import { browserLocale } from '../config/browser-locale';
import { DisplayTimeZone } from '../config/display-time-zone';
import { mediaQuery } from '../media/media-query';
import { boardEvent, eventKey, EVENT_TINT, sourceOf } from './board-event';
import type { BoardRange, BoardSpan, BoardView } from './board-view';
import { keepGridRepaired } from './grid-repair';
import { boardLocale } from './board-locale';

/** FullCalendar with a toolbar of its own: shows events, and says what the user wants to do with them. */
@Component({
  selector: 'app-calendar-board',
  imports: [FullCalendarModule],
  templateUrl: './calendar-board.html',
  styleUrl: './calendar-board.css',
  host: {
    '[style.--event-tint]': 'tint',
    '(focusin)': 'keepFocus($event)',
    '(focusout)': 'loseFocus($event)',
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
  /** What a list without events says. */
  readonly emptyText = input('Nothing planned');

  readonly rangeChanged = output<BoardRange>();
  readonly selected = output<BoardSpan>();
  readonly opened = output<GoogleCalendarEvent>();
  readonly moved = output<{ readonly event: GoogleCalendarEvent; readonly span: BoardSpan }>();

  readonly fullCalendar = viewChild.required(FullCalendarComponent);
  readonly title = signal('');
  readonly view = signal('');
  readonly #element = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
  readonly #timeZone = inject(DisplayTimeZone).name;
  readonly #dark = mediaQuery('(prefers-color-scheme: dark)');
  #wanted: GoogleCalendarEvent | undefined;
  /** The key of the event that has the focus. */
  #focused: string | undefined;

  readonly tint = `${EVENT_TINT * 100}%`;
  readonly #pressed = signal(false);
  /** FullCalendar drops a drag when its events are replaced: so they stay as they are while a pointer is down. */
  readonly #steadyEvents = linkedSignal<
    { events: readonly GoogleCalendarEvent[]; pressed: boolean },
    readonly GoogleCalendarEvent[]
  >({
    source: () => ({ events: this.events(), pressed: this.#pressed() }),
    computation: ({ events, pressed }, previous) => (pressed && previous ? previous.value : events),
  });
  readonly boardEvents = computed(() => {
    this.#dark();
    const ground = getComputedStyle(this.#element).getPropertyValue('--surface');
    return this.#steadyEvents().map((event) => boardEvent(event, ground));
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
    ...boardLocale(browserLocale()),
    timeZone: this.#timeZone(),
    colorScheme: this.#dark() ? 'dark' : 'light',
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
      this.#refocus();
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
      if (this.#wanted && eventKey(source) === eventKey(this.#wanted)) {
        this.#reveal();
      }
    },
    eventChange: (info) => {
      this.#move(info);
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

  /** Goes to an event and gives it the focus, as soon as it is there. */
  reveal(event: GoogleCalendarEvent): void {
    this.#wanted = event;
    this.#calendar.gotoDate(event.start);
    this.#reveal();
  }

  /** Takes back the mark of a selection. */
  unselect(): void {
    this.#calendar.unselect();
  }

  /** Gives the focus to an event; false where it is not on screen. */
  focus(event: GoogleCalendarEvent): boolean {
    return this.#focusKey(eventKey(event));
  }

  holdEvents(): void {
    this.#pressed.set(true);
  }

  /** Deferred: FullCalendar ends its drag in a later listener of the same input. */
  releaseEvents(): void {
    setTimeout(() => {
      this.#pressed.set(false);
    });
  }

  /** FullCalendar makes its elements anew when events change: the one that had the focus gets it back. */
  keepFocus({ target }: FocusEvent): void {
    this.#focused = (target as HTMLElement).dataset['event'];
  }

  loseFocus({ target }: FocusEvent): void {
    if ((target as HTMLElement).isConnected) {
      this.#focused = undefined;
    }
  }

  #refocus(): void {
    requestAnimationFrame(() => {
      if (this.#focused && document.activeElement === document.body) {
        this.#focusKey(this.#focused);
      }
    });
  }

  #focusKey(key: string): boolean {
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

  /** What is on screen follows from `events` alone: FullCalendar's own change is taken back before it is asked for. */
  #move({ event, revert }: { readonly event: EventApi; readonly revert: () => void }): void {
    const { startStr: start, endStr: end, allDay } = event;
    const source = sourceOf(event);
    revert();
    if (source) {
      this.moved.emit({ event: source, span: { start, end, allDay } });
    }
  }

  #reveal(): void {
    requestAnimationFrame(() => {
      if (!this.#wanted || !this.focus(this.#wanted)) {
        return;
      }
      this.#wanted = undefined;
      document.activeElement?.classList.add('event-revealed');
    });
  }
}

/** A title wraps where there is room for a second line. */
function columnTitleClass({ start, end }: EventApi): string {
  const minutes = start && end ? (end.getTime() - start.getTime()) / 60_000 : 0;
  return minutes >= 75 ? 'event-title-column' : 'event-title-line';
}

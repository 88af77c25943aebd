/** A view of the board: FullCalendar's name for it, the text of its button, and the key that presses it. */
export interface BoardView {
  readonly type: string;
  readonly label: string;
  readonly key: string;
}

export const BOARD_VIEWS = {
  month: { type: 'dayGridMonth', label: $localize`:@@calendarBoard.month:Month`, key: 'm' },
  week: { type: 'timeGridWeek', label: $localize`:@@calendarBoard.week:Week`, key: 'w' },
  day: { type: 'timeGridDay', label: $localize`:@@calendarBoard.day:Day`, key: 'd' },
  agenda: { type: 'agenda', label: $localize`:@@calendarBoard.agenda:Agenda`, key: 'a' },
  year: { type: 'listYear', label: $localize`:@@calendarBoard.year:Year`, key: 'y' },
} as const satisfies Record<string, BoardView>;

/** The time on screen; `end` is not part of it. */
export interface BoardRange {
  readonly start: Date;
  readonly end: Date;
}

/** Start and end of an event: dates if it is all-day, else times with their offset. `end` is not part of the event. */
export interface EventTimes {
  readonly start: string;
  readonly end: string;
  readonly allDay: boolean;
}

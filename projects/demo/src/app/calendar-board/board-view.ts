/** A view of the board: FullCalendar's name for it and the text of its button. */
export interface BoardView {
  readonly type: string;
  readonly label: string;
}

export const BOARD_VIEWS = {
  month: { type: 'dayGridMonth', label: 'Month' },
  week: { type: 'timeGridWeek', label: 'Week' },
  day: { type: 'timeGridDay', label: 'Day' },
  agenda: { type: 'agenda', label: 'Agenda' },
  year: { type: 'listYear', label: 'Year' },
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

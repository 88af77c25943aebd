/** A view of the board: FullCalendar's name of it, and what its button says. */
export interface BoardView {
  readonly type: string;
  readonly label: string;
}

export const boardViews = {
  month: { type: 'dayGridMonth', label: 'Month' },
  week: { type: 'timeGridWeek', label: 'Week' },
  day: { type: 'timeGridDay', label: 'Day' },
  agenda: { type: 'agenda', label: 'Agenda' },
  year: { type: 'listYear', label: 'Year' },
} as const satisfies Record<string, BoardView>;

/** What is on screen, `end` not included. */
export interface BoardRange {
  readonly start: Date;
  readonly end: Date;
}

/** Days, or times with their offset; `end` not included. */
export interface BoardSpan {
  readonly start: string;
  readonly end: string;
  readonly allDay: boolean;
}

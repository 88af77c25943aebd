// Loaded when a series is edited: what writes recurrences, as expand-series loads what reads them.
export { dividedRecurrence } from './divided-recurrence';
export { movedRecurrence, movedStart, type ZonedStart } from './moved-recurrence';
export { mayHaveStart, startsOfSeries } from './occurrences-of-series';

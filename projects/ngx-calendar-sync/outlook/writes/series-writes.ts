// What only writes of series and moves need, loaded with the first of them.
export { dividedSeries, rejoinedSeries } from './divided-series';
export { movedEvent } from './moved-event';
export { planSeriesWrite } from './planned-series';
export { restoredSeries } from './restored-exceptions';
export { changedSeries } from './sent-series';

// What only writes of series and moves need, loaded with the first of them.
export { movedEvent } from './moved-event';
export { planSeriesWrite } from './planned-series';
export { changedSeries, dividedSeries, rejoinedSeries, restoredSeries } from './sent-series';

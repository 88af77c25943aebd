import { addMeasurements } from './main';
import { bareSeriesMonth, seriesMonth } from './series-month';

addMeasurements({ bareSeriesMonth, seriesMonth });

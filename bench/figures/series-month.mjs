import { MONTH, seriesOf, SERIES_TIME_ZONE } from '../calendars.mjs';

/**
 * Expands a month of 2,000 old series, in a page that has expanded none before. The floor is the package rrule-temporal: each
 * rule parsed, and `between`.
 */
function seriesMonthOf({ name, form, goal, note }) {
  return {
    names: name,
    needsInternals: true,
    rows: [{ name, goal, cpu: true, note }],
    prepare: async ({ build, browser }) => {
      const series = { ...MONTH, resources: seriesOf(2000), timeZone: SERIES_TIME_ZONE };
      const inNewSite = (...call) => browser.newSite(build.page).measure(...call);
      return {
        floor: () => inNewSite('bareSeriesMonth', series),
        ours: () => inNewSite('seriesMonth', series, form),
        close: async () => undefined,
      };
    },
  };
}

export const SERIES_MONTHS = [
  seriesMonthOf({
    name: 'series-month-2k',
    form: 'times',
    goal: 0.15,
    note: 'the result is times, as that of `between`',
  }),
  seriesMonthOf({
    name: 'series-month-2k-events',
    form: 'events',
    goal: 0.35,
    note: 'the result is event objects, which the floor does not make',
  }),
];

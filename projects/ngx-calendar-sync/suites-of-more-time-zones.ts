/**
 * `npm test` runs the specs in four time zones. In some more, whose clocks do what those of the four do not, it runs only the
 * suites that are about local time, so that it does not take longer for all the others.
 */
declare const __karma__: { readonly config: { readonly moreTimeZones: readonly string[] } };

/** The beginnings of their names. */
const SUITES_OF_MORE_TIME_ZONES = [
  // Days, times and ranges of the model.
  'event time',
  'time-range',
  'ZoneClock',
  'The model of events',
  // What is read from Google, and what is sent.
  'Event mapping',
  'Times in a pull',
  'Times without an offset',
  'Edits between all-day events and events with times',
  'Dates that do not exist',
  'Time zones that Google does not accept',
  'Events of a zone other than that of the view',
  // Series, and the ranges that they show in.
  'time zone of a series',
  'expandSeries',
  'HeldSeries',
  'CopiedEvents',
  'a window that rolls on with the months',
  // What is written of series.
  'splitSeries',
  'newSeriesOf',
  'patchOfAll',
  'refittedExceptions',
  'Random series that are divided',
  'Outlook writes in time zones',
  // Views, components and texts.
  'GoogleCalendarService: views that follow signals',
  'fullCalendarOptions',
  'fullCalendarEvent',
  'googleCalendarSync',
  'describeRecurrence',
  'outlookCalendarSync',
];

/** Leaves the other suites out where the browser is in one of those zones. */
export function runFewSuitesInMoreTimeZones(): void {
  if (!__karma__.config.moreTimeZones.some((zone) => isOwn(zone))) {
    return;
  }
  const describeAll = globalThis.describe;
  let isInSuite = false;
  globalThis.describe = (name, specs) => {
    if (isInSuite) {
      describeAll(name, specs);
    } else if (SUITES_OF_MORE_TIME_ZONES.some((beginning) => name.startsWith(beginning))) {
      describeAll(name, () => {
        isInSuite = true;
        specs();
        isInSuite = false;
      });
    }
  };
}

function isOwn(timeZone: string): boolean {
  const nameOf = (zone?: string) =>
    new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone;
  return nameOf(timeZone) === nameOf();
}

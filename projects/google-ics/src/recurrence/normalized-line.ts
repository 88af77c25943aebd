import { isZone } from '../time/zone.ts';
import { isLocalTime, readSeriesTime } from './ical-time.ts';
import { readLine } from './recurrence-line.ts';
import { writtenParts } from './rule-parts.ts';
import { RecurrenceError, type SeriesStart } from './series-start.ts';

/**
 * A line of `recurrence` as Google stores it. Dates with an unknown TZID are converted to the zone of their series
 * (github.com/derekantrican/GAS-ICS-Sync/issues/398); other lines stay as they are.
 * @throws RecurrenceError for a rule that can be read but that Google refuses: with both COUNT and UNTIL, which RFC 5545
 *   forbids; with an UNTIL without `Z` in a series with times (github.com/google/googleapis.dart/issues/223); with the
 *   RSCALE of RFC 7529.
 */
export function normalizedLine(text: string, series: SeriesStart): string {
  const { name, value, zone } = readLine(text);
  if (name === 'RRULE' || name === 'EXRULE') {
    assertAcceptedByGoogle(value, series);
    return text;
  }
  if (zone === undefined || isZone(zone) || series.allDay || !/\dT\d/i.test(value)) {
    return text;
  }
  const times = value.split(',').map((each) =>
    each
      .split('/')
      .map((time) => (isLocalTime(time) ? wallText(time, zone, series) : time))
      .join('/'),
  );
  const kind = /PERIOD/i.test(text.slice(0, text.length - value.length)) ? ';VALUE=PERIOD' : '';
  return `${name}${kind};TZID=${series.zone}:${times.join(',')}`;
}

function assertAcceptedByGoogle(rule: string, series: SeriesStart): void {
  const parts = writtenParts(rule);
  const until = parts.get('UNTIL');
  if (parts.has('RSCALE')) {
    throw new RecurrenceError('Google does not support RSCALE');
  }
  if (until !== undefined && parts.has('COUNT')) {
    throw new RecurrenceError('COUNT and UNTIL exclude each other');
  }
  if (until !== undefined && !series.allDay && isLocalTime(until)) {
    throw new RecurrenceError(`UNTIL=${until} must end with Z`);
  }
}

function wallText(text: string, zone: string, series: SeriesStart): string {
  const { wall } = readSeriesTime(text, series, zone) ?? { wall: series.wall };
  return new Date(wall).toISOString().replaceAll(/[-:]/g, '').slice(0, 15);
}

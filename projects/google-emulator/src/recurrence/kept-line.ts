import { isZone } from '../time/zone.ts';
import { isLocalTime, readSeriesTime } from './ical-time.ts';
import { readLine } from './recurrence-line.ts';
import { writtenParts } from './rule-parts.ts';
import { RecurrenceError, type SeriesStart } from './series-start.ts';

/**
 * A readable line of `recurrence[]` as Google keeps it when a client writes it: dates of a zone that Google does not
 * know come back in the zone of their series (github.com/derekantrican/GAS-ICS-Sync/issues/398), the rest as it was.
 * @throws RecurrenceError for a rule that Google refuses though it could be read: with COUNT and UNTIL together, which
 *   RFC 5545 forbids; with an UNTIL on no clock where the series has times
 *   (github.com/google/googleapis.dart/issues/223); with the RSCALE of RFC 7529.
 */
export function keptLine(text: string, series: SeriesStart): string {
  const { name, value, zone } = readLine(text);
  if (name === 'RRULE' || name === 'EXRULE') {
    assertTaken(value, series);
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

function assertTaken(rule: string, series: SeriesStart): void {
  const parts = writtenParts(rule);
  const until = parts.get('UNTIL');
  if (parts.has('RSCALE')) {
    throw new RecurrenceError('RSCALE is not known to Google');
  }
  if (until !== undefined && parts.has('COUNT')) {
    throw new RecurrenceError('COUNT and UNTIL stand together');
  }
  if (until !== undefined && !series.allDay && isLocalTime(until)) {
    throw new RecurrenceError(`UNTIL=${until} is on no clock`);
  }
}

function wallText(text: string, zone: string, series: SeriesStart): string {
  const { wall } = readSeriesTime(text, series, zone) ?? { wall: series.wall };
  return new Date(wall).toISOString().replaceAll(/[-:]/g, '').slice(0, 15);
}

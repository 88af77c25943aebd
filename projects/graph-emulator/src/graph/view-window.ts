import { parseTimestamp } from 'google-calendar-ics/internal';
import { DAY_MS, type Range } from '../calendar/times.ts';
import type { GraphContext } from './graph-env.ts';
import { badRequest, invalidRequest } from './graph-error.ts';
import { parameter } from './query.ts';

const MAX_DAYS = 1825;

/**
 * The window of a request, whose times have their own offset or are in UTC.
 * @throws GraphError without a window, or for one of more than 1825 days.
 */
export function windowOf(context: GraphContext): Range {
  const from = instantFrom(parameter(context, 'startDateTime'), 'StartDateTime');
  const to = instantFrom(parameter(context, 'endDateTime'), 'EndDateTime');
  if (from === undefined || to === undefined) {
    throw invalidRequest(
      'This request requires a time window specified by the query string parameters StartDateTime and EndDateTime.',
    );
  }
  if (to < from) {
    throw invalidRequest('The end of the time window is before its start.');
  }
  if (to - from > MAX_DAYS * DAY_MS) {
    throw invalidRequest(
      `The range between the start and end dates is greater than the allowed range. Maximum number of days: ${MAX_DAYS}.`,
    );
  }
  return { from, to };
}

/** A plus sign that was not encoded arrives as a space. */
function instantFrom(text: string | undefined, name: string): number | undefined {
  if (text === undefined || text === '') {
    return undefined;
  }
  const plain = text.trim().replace(' ', '+').replace(/\.\d+/, '');
  const withTime = /^\d{4}-\d\d-\d\d$/.test(plain) ? `${plain}T00:00:00` : plain;
  const parsed = parseTimestamp(withTime.replace(/T(\d\d:\d\d)(?=Z|[+-]|$)/, 'T$1:00'));
  if (!parsed) {
    throw badRequest(`The value '${text}' of parameter '${name}' is invalid.`);
  }
  return parsed.wall - (parsed.offset ?? 0);
}

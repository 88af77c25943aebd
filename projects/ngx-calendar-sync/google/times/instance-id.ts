import { type EventTime, ɵisDay as isDay } from 'ngx-calendar-sync/core';

/**
 * A change of "this and following events" in Google Calendar splits a series. The id of the new series is that of the first
 * with this suffix, which holds the new start. The ids of its occurrences are made from the id of the first series.
 * @see https://developers.google.com/workspace/calendar/api/guides/recurringevents
 */
const SPLIT_SERIES_SUFFIX = /_R\d{8}(?:T\d{6}Z?)?$/;

/** Thousands of occurrences begin at the same few hundred times. */
const BASIC_FORMATS = new Map<EventTime, string>();
const MAX_BASIC_FORMATS = 5_000;

/** What the ids of the occurrences of a series begin with. */
export function instanceIdPrefix(seriesId: string): string {
  return `${seriesId.replace(SPLIT_SERIES_SUFFIX, '')}_`;
}

/** The basic format of ISO 8601, `20261122` or `20261122T090000Z`, with which Google's ids of occurrences end. */
export function basicFormat(time: EventTime): string {
  let text = BASIC_FORMATS.get(time);
  if (text === undefined) {
    text = isDay(time)
      ? time.replaceAll('-', '')
      : new Date(time).toISOString().replaceAll(/[-:]|\.\d+/g, '');
    if (BASIC_FORMATS.size === MAX_BASIC_FORMATS) {
      BASIC_FORMATS.clear();
    }
    BASIC_FORMATS.set(time, text);
  }
  return text;
}

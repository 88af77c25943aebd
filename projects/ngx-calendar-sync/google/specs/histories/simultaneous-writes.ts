import { requestsOf } from '../emulator-requests';
import { type HeldEvent, lineageOf } from './event-facts';

/** The last part of the path of a series, one of its occurrences, or its list of occurrences. */
const EVENT_PATH =
  /\/events\/(?<seriesId>[^/_]+)(?:_(?<day>\d{8})[^/]*|(?<instances>\/instances))?$/;

/** A division makes so many requests at most between reading the exceptions and ending the series, with those of other apps. */
const MAX_REQUESTS_BETWEEN = 25;

/**
 * The names of occurrences that were written at the same moment as their series: after whoever moved or divided the series had
 * read its exceptions, and before Google had the new times. Google ends exceptions with the times that they belong to, and gives
 * the series no other version when one is made, so that no precondition tells either writer of the other.
 */
export async function writtenWithSeries(
  email: string,
  masters: readonly HeldEvent[],
): Promise<readonly string[]> {
  const lineages = new Map(
    masters.map(({ googleEvent }) => [googleEvent.id, lineageOf(googleEvent)]),
  );
  /** By the id of a series: when its exceptions were read last, and the days of those that were written since. */
  const read = new Map<string, { readonly at: number; readonly days: Set<string> }>();
  const names: string[] = [];
  for (const [at, { method, path, status }] of (await requestsOf(email)).entries()) {
    const { seriesId = '', day, instances } = EVENT_PATH.exec(path)?.groups ?? {};
    const isWrite = method !== 'GET' && (status < 300 || status === 0);
    const last = read.get(seriesId);
    if (instances !== undefined) {
      read.set(seriesId, { at, days: new Set() });
    } else if (isWrite && day !== undefined) {
      last?.days.add(day);
    } else if (isWrite && last && at - last.at <= MAX_REQUESTS_BETWEEN) {
      const lineage = lineages.get(seriesId) ?? '';
      for (const each of last.days) {
        names.push(`${lineage} on ${each.replace(/(....)(..)(..)/, '$1-$2-$3')}`);
      }
      read.delete(seriesId);
    }
  }
  return names;
}

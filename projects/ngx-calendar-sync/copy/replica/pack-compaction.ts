import { CalendarSyncError } from 'ngx-calendar-sync/base';
import { changeCurrent, clearStage, type PackLayout, rowOf } from './calendar-row';
import { writeFenced } from './fence';
import { byId, type PackReader, readSections } from './pack-reader';
import {
  fromJson,
  inGroups,
  lastPage,
  monthsPerMergedPeriod,
  type Pack,
  packKey,
  packsOf,
  putPacks,
} from './packs';
import type { RecordStorage, RecordTransaction } from './record-storage';
import type { ɵReplicaEntry as ReplicaEntry } from 'ngx-calendar-sync/core';

/** Every read goes through the whole log: from either of these on, reads would get noticeably slower. */
const LOG_ENTRIES_BEFORE_COMPACTION = 500;
const LOG_PAGES_BEFORE_COMPACTION = 50;

/**
 * Applies a log that has grown long to the packs, or merges packs that have many pages. One call does only one of the
 * two, since each takes a while. It does nothing while a pull is unfinished.
 */
export async function compact(
  storage: RecordStorage,
  reader: PackReader,
  calendarId: string,
  fence: number,
): Promise<void> {
  const { current, staged } = await reader.row(calendarId);
  if (!current || staged) {
    return;
  }
  if (
    current.logged >= LOG_ENTRIES_BEFORE_COMPACTION ||
    current.log >= LOG_PAGES_BEFORE_COMPACTION
  ) {
    await applyLog(storage, reader, calendarId, current, fence);
  } else if (current.pages > 1 && !current.merged) {
    await mergePages(storage, reader, calendarId, current, fence);
  }
}

async function applyLog(
  storage: RecordStorage,
  reader: PackReader,
  calendarId: string,
  current: PackLayout,
  fence: number,
): Promise<void> {
  const { generation } = current;
  const write = writerWhile(storage, calendarId, generation, fence);
  const changed = await reader.log(calendarId, generation, 1, current.log);
  // Until the last step deletes the log, its entries override those of the packs: reads return the same after every
  // step, and where a step fails, all steps can be done again.
  for (const key of await reader.keysOfPacksWith(calendarId, generation, changed)) {
    await write(async (transaction) => {
      const entries = (fromJson(await transaction.get(key)) ?? []) as readonly ReplicaEntry[];
      const unchanged = entries.filter(({ id }) => !changed.has(id));
      if (unchanged.length < entries.length) {
        await transaction.put(key, JSON.stringify(unchanged));
      }
    });
  }
  // The entry that says that a series is gone stays as long as exceptions of it are stored, since it hides them.
  const pagesBySection = await reader.pagesBySection(calendarId, generation);
  const pagesOfSeries = pagesBySection.get('series') ?? [];
  const members = await reader.entriesIn(calendarId, generation, 'series', pagesOfSeries);
  const seriesWithMembers = new Set([...members, ...changed.values()].map(seriesIdOf));
  const entries = [...changed.values()].filter(
    ({ kind, id }) => kind !== 'gone' || seriesWithMembers.has(id),
  );
  const packs = await packsOf(entries, current.span, current.pages + 1);
  // Writing the packs would lose for good what could not be read. The next pull makes a new replica anyway.
  if (reader.isDamaged(calendarId, current)) {
    return;
  }
  await write(async (transaction) => {
    const pages = lastPage(packs, current.pages);
    await putPacks(transaction, calendarId, generation, packs);
    await transaction.delete(
      packKey(calendarId, generation, 'log', 0),
      packKey(calendarId, generation, 'log', Infinity),
    );
    await changeCurrent(transaction, calendarId, { pages, log: 0, logged: 0 });
  });
}

/**
 * A replica that came in many pages has many small packs in each section. They are merged under a generation of their
 * own, which the last step makes the current one.
 */
async function mergePages(
  storage: RecordStorage,
  reader: PackReader,
  calendarId: string,
  current: PackLayout,
  fence: number,
): Promise<void> {
  const generation = current.generation + 1;
  const write = writerWhile(storage, calendarId, current.generation, fence);
  const span = monthsPerMergedPeriod(current.span, current.pages);
  await write(async (transaction) => {
    await clearStage(transaction, calendarId, await rowOf(transaction, calendarId));
  });
  let pages = 0;
  // Read once, since it has the ids of all entries.
  const sections = await reader.pagesBySection(calendarId, current.generation);
  for (const [section, ownPages] of sections) {
    const entries = await reader.entriesIn(calendarId, current.generation, section, ownPages);
    const merged = await packsOf(byId(entries).values(), span, pages + 1);
    for (const packs of inGroups(merged)) {
      await write((transaction) => putPacks(transaction, calendarId, generation, packs));
      pages = lastPage(packs, pages);
    }
  }
  // Writing the packs would lose for good what could not be read. The next pull makes a new replica anyway.
  if (reader.isDamaged(calendarId, current)) {
    return;
  }
  await write(async (transaction) => {
    const log = await readSections(transaction, calendarId, current.generation, 'log', 'log');
    const packs = log.map((json, index): Pack => ({
      section: 'log',
      page: index + 1,
      json: String(json),
    }));
    await putPacks(transaction, calendarId, generation, packs);
    await changeCurrent(transaction, calendarId, { generation, span, pages, merged: true });
  });
}

/** Writes only while the generation is the current one: of a calendar that was removed meanwhile nothing is left. */
function writerWhile(
  storage: RecordStorage,
  calendarId: string,
  generation: number,
  fence: number,
): (work: (transaction: RecordTransaction) => Promise<void>) => Promise<void> {
  return (work) =>
    writeFenced(storage, fence, async (transaction) => {
      const { current } = await rowOf(transaction, calendarId);
      if (current?.generation !== generation) {
        throw new CalendarSyncError('cancelled', 'What was to be put in order has been replaced.');
      }
      await work(transaction);
    });
}

function seriesIdOf(entry: ReplicaEntry): string | undefined {
  return 'seriesId' in entry ? entry.seriesId : undefined;
}

import { readFile } from 'node:fs/promises';
import { basename, extname } from 'node:path';
import { UsageError } from './cli-options.ts';
import { defaultSeed } from './seed/default-seed.ts';
import { type IcsSeed, seedFromIcs } from './seed/ics.ts';
import type { Seed } from './seed/seed.ts';

/** The result of loading one .ics file. */
export interface LoadedFile extends Pick<IcsSeed, 'refused' | 'notes'> {
  readonly file: string;
  readonly events: number;
}

/**
 * Loads seed files: .json files are merged, and calendars of .ics files are added to the first account. Without a
 * .json file the default seed takes its place.
 * @throws UsageError for a file that cannot be read or that is neither .json nor .ics.
 */
export async function loadSeedFiles(
  files: readonly string[],
  now: Date,
): Promise<{ readonly seed: Seed; readonly loaded: readonly LoadedFile[] }> {
  const documents = files.filter((file) => extname(file).toLowerCase() === '.json');
  const exports = files.filter((file) => extname(file).toLowerCase() === '.ics');
  const neither = files.find((file) => !documents.includes(file) && !exports.includes(file));
  if (neither !== undefined) {
    throw new UsageError(`A seed is a .json or an .ics file; ${neither} is neither.`);
  }
  let seed =
    documents.length === 0
      ? defaultSeed({ now })
      : (await Promise.all(documents.map(readDocument))).reduce(merged);
  const loaded: LoadedFile[] = [];
  for (const file of exports) {
    const [owner] = seed.users;
    if (!owner) {
      throw new UsageError('The seed has no user to whom an .ics file could be added.');
    }
    const { calendar, refused, notes } = seedFromIcs(await read(file), {
      fileName: basename(file),
      owner,
      now,
    });
    seed = merged(seed, { users: [], calendars: [calendar] });
    loaded.push({ file, events: calendar.events.length, refused, notes });
  }
  return { seed, loaded };
}

/** Lines for the person who started the emulator: how many events were loaded, which were refused, what was changed. */
export function importReport({ file, events, refused, notes }: LoadedFile): string[] {
  return [
    `${file}: ${events} events and series loaded, ${refused.length} refused`,
    ...refused.map(({ event, reason }) => `  refused: ${event}: ${reason}`),
    ...notes.map(({ event, note }) => `  note: ${event}: ${note}`),
  ];
}

function merged(first: Seed, second: Seed): Seed {
  return {
    users: [...first.users, ...second.users],
    calendars: [...first.calendars, ...second.calendars],
  };
}

async function readDocument(file: string): Promise<Seed> {
  const text = (await read(file)).toString('utf8').replace(/^\uFEFF/, '');
  try {
    const seed = JSON.parse(text) as Partial<Seed> | null;
    if (Array.isArray(seed?.users) && Array.isArray(seed.calendars)) {
      return { users: seed.users, calendars: seed.calendars };
    }
  } catch {
    // Invalid JSON and JSON of another shape get the same error below.
  }
  throw new UsageError(`${file} is not a seed: it must be JSON with "users" and "calendars".`);
}

async function read(file: string): Promise<Buffer> {
  try {
    return await readFile(file);
  } catch {
    throw new UsageError(`${file} cannot be read.`);
  }
}

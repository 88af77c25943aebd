import type { MalformedChange, PulledChange } from './calendar-provider';

/**
 * The changes that records tell, read one by one as they are asked for. A record that `read` throws for becomes a
 * malformed change, and the next one is read.
 */
export function* changesOf<R extends { readonly id?: string }>(
  records: Iterable<R>,
  read: (record: R) => PulledChange,
): Generator<PulledChange, void> {
  for (const record of records) {
    try {
      yield read(record);
    } catch {
      yield unreadable((record as R | null)?.id);
    }
  }
}

export function unreadable(id: string | undefined): MalformedChange {
  const problem = 'It could not be read.';
  return { kind: 'malformed', problem, ...(id === undefined ? {} : { id }) };
}

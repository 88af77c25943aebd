import type { LoadedFile } from './seed-files.ts';

/** A note that many events share names this many of them and counts the others. */
const MAX_NAMED_EVENTS = 3;

/** Lines for the person who started the emulator: how many events were loaded, which were refused, what was guessed. */
export function importReport({ file, events, refused, notes }: LoadedFile): string[] {
  const noted = new Map<string, string[]>();
  for (const { event, note } of notes) {
    const named = noted.get(note);
    if (named) {
      named.push(event);
    } else {
      noted.set(note, [event]);
    }
  }
  return [
    `${file}: ${events} events loaded, ${refused.length} refused`,
    ...refused.map(({ event, reason }) => `  refused: ${event}: ${reason}`),
    ...[...noted].map(([note, named]) => {
      const others = named.length - MAX_NAMED_EVENTS;
      const shown = named.slice(0, MAX_NAMED_EVENTS).join('; ');
      return `  note: ${shown}${others > 0 ? `; and ${others} more` : ''}: ${note}`;
    }),
  ];
}

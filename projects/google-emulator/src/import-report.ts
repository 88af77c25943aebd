import type { LoadedFile } from './seed-files.ts';

/** How many events are named for one and the same note; the others are counted. */
const EVENTS_NAMED = 3;

/** What came of a file, in lines for the person who started the emulator: every refused event, and what was guessed. */
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
      const others = named.length - EVENTS_NAMED;
      const shown = named.slice(0, EVENTS_NAMED).join('; ');
      return `  note: ${shown}${others > 0 ? `; and ${others} more` : ''}: ${note}`;
    }),
  ];
}

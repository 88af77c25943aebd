const LIBRARY = 'projects/ngx-calendar-sync/';
/** The folders of the entries, those within others first. */
const ENTRIES = [
  'google/start',
  'google/runtime',
  'google/writes',
  'google/offline',
  'google/worker',
  'google/times',
  'outlook/start',
  'outlook/runtime',
  'outlook/writes',
  'outlook/offline',
  'outlook/testing',
  'core/outbox',
  'mobiscroll/outlook',
  'mobiscroll/sync',
  'base',
  'core',
  'copy',
  'account',
  'sessions',
  'calendar-commands',
  'event-commands',
  'service',
  'local-copies',
  'google',
  'outlook',
  'fullcalendar',
  'mobiscroll',
  'icalendar',
  'testing',
];
const LABEL = /\["[^"]*"\]/g;
const SPEC = /\.spec\.ts$|\/specs\//;

/**
 * Who knows whom in the library, as `google_mapping --> google_config`: an entry's name stands for its public API. What
 * follows from other arrows is left out, so that a picture of them can be read.
 */
export function roomArrows(modules) {
  const known = new Map();
  const learn = (room, other) => known.set(room, (known.get(room) ?? new Set()).add(other));
  for (const { source, dependencies } of modules) {
    const room = roomOf(source);
    if (!room || SPEC.test(source)) {
      continue;
    }
    for (const other of dependencies.map(({ resolved }) => roomOf(resolved))) {
      if (other && other !== room) {
        learn(room, other);
      }
    }
  }
  const arrows = [];
  for (const [room, others] of known) {
    for (const other of others) {
      // An arrow that an entry shares with a room which needs the entry is the entry's.
      const isWay = (way) => way !== other && !(entryOf(way) === room && known.get(way)?.has(room));
      const follows = [...others].some((way) => isWay(way) && leadsTo(known, way, other));
      // An entry consists of its rooms: the picture draws them inside it.
      if (!follows && entryOf(other) !== room) {
        arrows.push(`${room} --> ${other}`);
      }
    }
  }
  return arrows.sort();
}

/** The arrows of the Mermaid diagrams in a Markdown text. */
export function arrowsOf(markdown) {
  return [...markdown.matchAll(/```mermaid\n(.*?)```/gs)]
    .flatMap(([, diagram = '']) => diagram.split('\n'))
    .map((line) => line.replace(LABEL, '').trim())
    .filter((line) => line.includes(' --> '))
    .flatMap((line) => {
      const [from, to] = line.split(' --> ').map((side) => side.split(' & '));
      return from.flatMap((room) => to.map((other) => `${room} --> ${other}`));
    })
    .sort();
}

/** `core_copy` for a file of `core/copy`, `google` for one of `google/` itself, `undefined` outside the library. */
function roomOf(path) {
  if (!path.startsWith(LIBRARY)) {
    return undefined;
  }
  const inLibrary = path.slice(LIBRARY.length);
  const folder = ENTRIES.find((name) => inLibrary.startsWith(`${name}/`));
  if (!folder) {
    return undefined;
  }
  // Google's entries came first, and have the short names.
  const isNamedInFull = /^(outlook|mobiscroll)\//.test(folder);
  const entry = isNamedInFull ? folder.replace('/', '-') : folder.split('/').at(-1);
  const [room] = inLibrary.slice(folder.length + 1).split('/');
  return room?.includes('.') ? entry : `${entry}_${room}`;
}

const entryOf = (room) => room.split('_')[0];

/** Whether `from` knows `to` by way of others. */
function leadsTo(known, from, to, seen = new Set()) {
  if (seen.has(from)) {
    return false;
  }
  seen.add(from);
  return [...(known.get(from) ?? [])].some((next) => next === to || leadsTo(known, next, to, seen));
}

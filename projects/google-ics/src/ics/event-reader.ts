import type { IcsCalendar, IcsComponent } from './components.ts';
import { identityOf, readEvent, uidOf, type ReadEvent } from './event-group.ts';
import { reasonOf, Refusal, type ImportNote, type RefusedEvent } from './import-report.ts';
import { firstOf, placeOf, valueOf } from './properties.ts';
import { wallOf, type Series } from './recurrence-lines.ts';
import { timeValueOf, type TimeValue } from './time-value.ts';
import { usedTimeRangeOf } from './used-time.ts';
import { ZoneBook, type EventZones } from './zone-book.ts';
import { zoneByName } from './zone-name.ts';

const OTHER_COMPONENTS: Readonly<Record<string, string>> = {
  VTODO: 'a task, not an event',
  VJOURNAL: 'a journal entry, not an event',
  VFREEBUSY: 'free and busy times, not an event',
  VALARM: 'an alarm outside of any event',
};

interface ReaderOptions {
  readonly fileName: string;
  /** The time zone of calendars that have none of their own. */
  readonly homeZone: string;
  readonly now: Date;
}

/** An event that could not be read, with the occurrence that it should have changed. */
interface UnreadEvent {
  readonly refused: RefusedEvent;
  readonly uid: string;
  readonly zones: EventZones;
  readonly isInstance: boolean;
  readonly instance?: TimeValue;
}

/** Reads the events of all calendars of a file, and records what could not be read. */
export class EventReader {
  /** The events, grouped by UID. */
  readonly groups: readonly ReadEvent[][];
  readonly notes: ImportNote[] = [];
  /** The time zone of the first calendar. */
  readonly homeZone: string;
  readonly #unread: UnreadEvent[] = [];
  readonly #refused: RefusedEvent[] = [];

  constructor(
    calendars: readonly IcsCalendar[],
    private readonly options: ReaderOptions,
  ) {
    const definitions = calendars.flatMap(({ components }) => definitionsIn(components));
    const books = calendars.map((calendar) => this.#bookOf(calendar, definitions));
    this.homeZone = books[0]?.calendarZone ?? options.homeZone;
    const byUid = new Map<string, ReadEvent[]>();
    for (const [index, { components }] of calendars.entries()) {
      const book = books[index];
      for (const component of book ? components : []) {
        const event = book && this.#eventOf(component, book);
        if (event) {
          // The line break keeps the key apart from UIDs: the two dates of an identity are on lines of their own.
          const key = event.uid === '' ? `\n${identityOf(event)}` : event.uid;
          const relatives = byUid.get(key);
          if (relatives) {
            relatives.push(event);
          } else {
            byUid.set(key, [event]);
          }
        }
      }
    }
    this.groups = [...byUid.values()];
    for (const note of new Set(books.flatMap((book) => book.notes))) {
      this.notes.push({ event: options.fileName, note });
    }
  }

  /** The refused events. The reason of an exception also says what its series shows instead. */
  refusals(series: readonly (Series & { readonly uid: string })[]): RefusedEvent[] {
    return [
      ...this.#refused,
      ...this.#unread.map(({ refused, ...unread }) => ({
        ...refused,
        reason: `${refused.reason}${consequenceOf(unread, series)}`,
      })),
    ];
  }

  #bookOf({ properties, components }: IcsCalendar, all: readonly IcsComponent[]): ZoneBook {
    const own = definitionsIn(components);
    const named = properties.find(({ name }) => name === 'X-WR-TIMEZONE')?.value.trim() ?? '';
    const homes = [
      ...(named === '' ? [] : [named]),
      // Exchange adds a VTIMEZONE for UTC that is not the calendar's own time zone.
      ...own
        .map((definition) => valueOf(definition, 'TZID') ?? '')
        .filter((tzid) => zoneByName(tzid) !== 'UTC'),
      this.options.homeZone,
    ];
    const book = new ZoneBook(homes, [...own, ...all], this.options.now.getUTCFullYear());
    if (named !== '' && !book.knows(named)) {
      const note = `its time zone “${named}” (X-WR-TIMEZONE) is unknown: times without a zone were read in ${book.calendarZone}`;
      this.notes.push({ event: this.options.fileName, note });
    }
    return book;
  }

  #eventOf(component: IcsComponent, book: ZoneBook): ReadEvent | undefined {
    const place = placeOf(component);
    if (component.name === 'VTIMEZONE') {
      component.faults.forEach((note) => this.notes.push({ ...place, note }));
      return undefined;
    }
    if (component.name !== 'VEVENT') {
      const reason = OTHER_COMPONENTS[component.name] ?? `${component.name}, not an event`;
      this.#refused.push({ ...place, reason });
      return undefined;
    }
    const noted = new Set<string>();
    const note = (text: string): void => {
      if (!noted.has(text)) {
        noted.add(text);
        this.notes.push({ ...place, note: text });
      }
    };
    component.faults.forEach(note);
    const zones = book.during(usedTimeRangeOf(component, this.options.now));
    try {
      return readEvent(component, zones, note);
    } catch (error) {
      this.#unread.push({
        refused: { ...place, reason: reasonOf(error) },
        ...instanceOf(component, zones),
      });
      return undefined;
    }
  }
}

function definitionsIn(components: readonly IcsComponent[]): IcsComponent[] {
  return components.filter(({ name }) => name === 'VTIMEZONE');
}

function instanceOf(component: IcsComponent, zones: EventZones): Omit<UnreadEvent, 'refused'> {
  const recurrenceId = firstOf(component, 'RECURRENCE-ID');
  const event = { uid: uidOf(component), zones, isInstance: recurrenceId !== undefined };
  try {
    return recurrenceId ? { ...event, instance: timeValueOf(recurrenceId, zones) } : event;
  } catch (error) {
    if (error instanceof Refusal) {
      return event;
    }
    throw error;
  }
}

/** If an exception is refused, its series shows the unchanged occurrence. */
function consequenceOf(
  { uid, zones, isInstance, instance }: Omit<UnreadEvent, 'refused'>,
  all: readonly (Series & { readonly uid: string })[],
): string {
  const mine = isInstance ? all.filter((series) => series.uid === uid) : [];
  if (mine.length === 0) {
    return '';
  }
  if (!instance) {
    return '; its series shows the occurrence that it stands for as if it had not been changed';
  }
  for (const { start, occurrences } of mine) {
    const wall = wallOf(instance, start, zones.calendarZone);
    if (occurrences.has(wall)) {
      const date = new Date(wall).toISOString().slice(0, 10);
      return `; its series shows the occurrence of ${date} as if it had not been changed`;
    }
  }
  return '';
}

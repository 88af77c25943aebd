import { contentLinesOf, type ContentLine } from './content-lines.ts';
import { quoted } from './import-report.ts';

/** One component of a calendar. Its lines may have faults. */
export interface IcsComponent {
  /** `VEVENT`, `VTIMEZONE`, `VALARM`, … */
  readonly name: string;
  readonly properties: readonly ContentLine[];
  /** Nested components, such as alarms. */
  readonly children: readonly IcsComponent[];
  /** Line of the file on which it begins, from 1. */
  readonly lineNumber: number;
  /** Descriptions of what is wrong with its lines. */
  readonly faults: readonly string[];
}

export interface IcsCalendar {
  /** The VCALENDAR's own properties. */
  readonly properties: readonly ContentLine[];
  readonly components: readonly IcsComponent[];
}

/** The calendars of a file, and events in it that have no BEGIN. */
export interface IcsFile {
  readonly calendars: readonly IcsCalendar[];
  /** Events whose BEGIN is missing, with the line on which they begin and their title. */
  readonly eventsWithoutBegin: readonly { readonly lineNumber: number; readonly title: string }[];
}

/** Components that are never nested in one another, so the BEGIN of one ends another that is still open. */
const TOP_LEVEL = /^(VEVENT|VTODO|VJOURNAL|VFREEBUSY|VTIMEZONE|VAVAILABILITY)$/;
/** Properties that a VCALENDAR itself never has. */
const EVENT_PROPERTY =
  /^(UID|SUMMARY|DTSTART|DTEND|DURATION|DTSTAMP|RRULE|RDATE|EXDATE|RECURRENCE-ID|SEQUENCE|LOCATION)$/;
const ALARM_PROPERTY =
  /^(ACTION|TRIGGER|DURATION|REPEAT|ATTACH|DESCRIPTION|SUMMARY|ATTENDEE|ACKNOWLEDGED|UID|RELATED-TO|X-.*)$/;

type OpenComponent = {
  -readonly [K in keyof IcsComponent]: K extends 'faults' | 'properties' | 'children'
    ? Mutable<IcsComponent[K]>
    : IcsComponent[K];
};
type Mutable<T> = T extends readonly (infer U)[] ? U[] : T;

interface OpenCalendar {
  readonly properties: ContentLine[];
  readonly components: IcsComponent[];
}

/**
 * Splits a file into its calendars, of which RFC 5545 allows several, and their components. A component that is not
 * closed ends where the next one begins, so that no event is lost.
 */
export function componentsOf(text: string): IcsFile {
  const builder = new TreeBuilder();
  contentLinesOf(text).forEach((line) => {
    builder.take(line);
  });
  builder.endCalendar();
  return builder;
}

class TreeBuilder implements IcsFile {
  readonly calendars: OpenCalendar[] = [];
  readonly eventsWithoutBegin: { lineNumber: number; title: string }[] = [];
  #calendar: OpenCalendar | undefined;
  /** The open components, from the outermost to the innermost. */
  #open: OpenComponent[] = [];
  /** Lines since the last component: properties of the calendar, or of an event without a BEGIN. */
  #linesOutside: ContentLine[] = [];

  take(line: ContentLine): void {
    if (line.name === 'BEGIN') {
      this.#begin(line.value.trim().toUpperCase(), line);
    } else if (line.name === 'END') {
      this.#end(line.value.trim().toUpperCase(), line);
    } else if (line.name !== '') {
      (this.#open.at(-1)?.properties ?? this.#linesOutside).push(line);
    } else {
      this.#takeInvalidLine(line);
    }
  }

  endCalendar(): void {
    const [event] = this.#open;
    if (event) {
      this.#close(event.name, [`its end is missing (END:${event.name})`]);
    }
    this.#keepCalendarProperties();
    this.#calendar = undefined;
  }

  #begin(name: string, line: ContentLine): void {
    if (name === 'VCALENDAR') {
      this.endCalendar();
      this.#calendar = { properties: [], components: [] };
      this.calendars.push(this.#calendar);
      return;
    }
    const [outermost] = this.#open;
    if (outermost && TOP_LEVEL.test(name)) {
      this.#close(outermost.name, [`its end is missing (END:${outermost.name})`]);
    }
    const innermost = this.#open.at(-1);
    if (this.#open.length > 1 && innermost && /^(VALARM|STANDARD|DAYLIGHT)$/.test(name)) {
      this.#closeInner(innermost);
    }
    this.#keepCalendarProperties();
    const faults: string[] = [];
    if (this.#open.length === 0 && !this.#calendar) {
      faults.push(
        this.calendars.length > 0
          ? 'it stands after END:VCALENDAR'
          : 'it stands before any BEGIN:VCALENDAR',
      );
    }
    const { lineNumber } = line;
    this.#open.push({ name, properties: [], children: [], lineNumber, faults });
  }

  #end(name: string, line: ContentLine): void {
    if (name === 'VCALENDAR') {
      this.endCalendar();
    } else if (this.#open.some((each) => each.name === name)) {
      this.#close(name, []);
    } else if (this.#open[0]) {
      this.#open[0].faults.push(
        `line ${line.lineNumber} (${quoted(line.text.trim())}) closes nothing and was left out`,
      );
    } else if (name === 'VEVENT') {
      this.#refuseEventWithoutBegin();
    }
  }

  /** Closes the component and everything inside of it. */
  #close(name: string, faults: readonly string[]): void {
    for (;;) {
      const component = this.#open.at(-1);
      if (!component) {
        return;
      }
      if (component.name === name) {
        component.faults.push(...faults);
        this.#open.pop();
        this.#put(component);
        return;
      }
      this.#closeInner(component);
    }
  }

  /** Closes a nested component whose END is missing. */
  #closeInner(component: OpenComponent): void {
    this.#open.pop();
    const parent = this.#open.at(-1);
    if (!parent) {
      this.#put(component);
      return;
    }
    if (component.name === 'VALARM') {
      // The first property that alarms do not have, and all after it, belong to the surrounding event.
      const first = component.properties.findIndex(({ name }) => !ALARM_PROPERTY.test(name));
      if (first >= 0) {
        component.properties.splice(first).forEach((line) => parent.properties.push(line));
      }
    }
    parent.faults.push(`${component.name} inside it is not closed`);
    parent.children.push(component);
  }

  #put(component: IcsComponent): void {
    const parent = this.#open.at(-1);
    if (parent) {
      parent.children.push(component);
      return;
    }
    this.#lastCalendar().components.push(component);
  }

  /** Components after END:VCALENDAR belong to that calendar and use its time zones. */
  #lastCalendar(): OpenCalendar {
    let calendar = this.#calendar ?? this.calendars.at(-1);
    if (!calendar) {
      calendar = { properties: [], components: [] };
      this.calendars.push(calendar);
    }
    return calendar;
  }

  #keepCalendarProperties(): void {
    this.#linesOutside.forEach((line) => this.#calendar?.properties.push(line));
    this.#linesOutside = [];
  }

  #refuseEventWithoutBegin(): void {
    const begins = this.#linesOutside.findIndex(({ name }) => EVENT_PROPERTY.test(name));
    const lost = begins < 0 ? [] : this.#linesOutside.splice(begins);
    const [first] = lost;
    if (first) {
      const title = lost.find(({ name }) => name === 'SUMMARY')?.value ?? '';
      this.eventsWithoutBegin.push({ lineNumber: first.lineNumber, title });
    }
  }

  #takeInvalidLine(line: ContentLine): void {
    const component = this.#open.at(-1);
    if (!component) {
      return;
    }
    const previous = component.properties.at(-1);
    if (previous?.name === 'DESCRIPTION') {
      // A program did not escape the line ends of its text.
      component.properties.splice(-1, 1, {
        ...previous,
        value: `${previous.value}\\n${line.text}`,
      });
      return;
    }
    const [event] = this.#open;
    const shown = line.text.trim().slice(0, 60);
    event?.faults.push(`line ${line.lineNumber} is no property and was left out: “${shown}”`);
  }
}

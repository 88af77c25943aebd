import { contentLinesOf, type ContentLine } from './content-lines.ts';

/** One component of a calendar, however badly it was written. */
export interface IcsComponent {
  /** `VEVENT`, `VTIMEZONE`, `VALARM`, … */
  readonly name: string;
  readonly properties: readonly ContentLine[];
  /** Components inside of it, such as alarms. */
  readonly children: readonly IcsComponent[];
  /** Where it begins in the file; the first line is 1. */
  readonly lineNumber: number;
  /** What is wrong with its lines, in words. */
  readonly faults: readonly string[];
}

export interface IcsCalendar {
  /** The VCALENDAR's own properties. */
  readonly properties: readonly ContentLine[];
  readonly components: readonly IcsComponent[];
}

/** A file's calendars, and what stands between them and their components. */
export interface IcsFile {
  readonly calendars: readonly IcsCalendar[];
  /** Lines that look like an event whose BEGIN is missing: where they begin, and their title. */
  readonly headless: readonly { readonly lineNumber: number; readonly title: string }[];
}

/** These stand in a VCALENDAR and never in one another, so that each ends the one before. */
const TOP_LEVEL = /^(VEVENT|VTODO|VJOURNAL|VFREEBUSY|VTIMEZONE|VAVAILABILITY)$/;
/** No calendar has these itself. */
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
 * Cuts a file into its calendars, of which RFC 5545 allows several, and their components. No event is lost for what
 * stands around it: whatever is not closed ends where the next one begins.
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
  readonly headless: { lineNumber: number; title: string }[] = [];
  #calendar: OpenCalendar | undefined;
  /** From the component that stands in the calendar to the innermost. */
  #open: OpenComponent[] = [];
  /** Lines of the calendar since its last component: its properties, or those of an event without a BEGIN. */
  #loose: ContentLine[] = [];

  take(line: ContentLine): void {
    if (line.name === 'BEGIN') {
      this.#begin(line.value.trim().toUpperCase(), line);
    } else if (line.name === 'END') {
      this.#end(line.value.trim().toUpperCase(), line);
    } else if (line.name !== '') {
      (this.#open.at(-1)?.properties ?? this.#loose).push(line);
    } else {
      this.#takeNoProperty(line);
    }
  }

  endCalendar(): void {
    const [event] = this.#open;
    if (event) {
      this.#close(event.name, [`its end is missing (END:${event.name})`]);
    }
    this.#keepLoose();
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
    this.#keepLoose();
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
        `line ${line.lineNumber} (${line.text.trim()}) closes nothing and was left out`,
      );
    } else if (name === 'VEVENT') {
      this.#refuseLoose();
    }
  }

  /** Closes `name` and everything inside it. */
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

  /** Ends a component inside another whose END is missing. */
  #closeInner(component: OpenComponent): void {
    this.#open.pop();
    const parent = this.#open.at(-1);
    if (!parent) {
      this.#put(component);
      return;
    }
    if (component.name === 'VALARM') {
      // From the first line that no alarm has, the lines are those of the event around it.
      const first = component.properties.findIndex(({ name }) => !ALARM_PROPERTY.test(name));
      if (first >= 0) {
        parent.properties.push(...component.properties.splice(first));
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

  /** What stands after END:VCALENDAR belongs to that calendar, whose zones it uses. */
  #lastCalendar(): OpenCalendar {
    let calendar = this.#calendar ?? this.calendars.at(-1);
    if (!calendar) {
      calendar = { properties: [], components: [] };
      this.calendars.push(calendar);
    }
    return calendar;
  }

  #keepLoose(): void {
    this.#calendar?.properties.push(...this.#loose);
    this.#loose = [];
  }

  #refuseLoose(): void {
    const begins = this.#loose.findIndex(({ name }) => EVENT_PROPERTY.test(name));
    const lost = begins < 0 ? [] : this.#loose.splice(begins);
    const [first] = lost;
    if (first) {
      const title = lost.find(({ name }) => name === 'SUMMARY')?.value ?? '';
      this.headless.push({ lineNumber: first.lineNumber, title });
    }
  }

  #takeNoProperty(line: ContentLine): void {
    const component = this.#open.at(-1);
    if (!component) {
      return;
    }
    const previous = component.properties.at(-1);
    if (previous?.name === 'DESCRIPTION') {
      // A text whose line ends were not escaped.
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

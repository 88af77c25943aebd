import { type IcalTime, readIcalTime } from './ical-time';

const frequencies = ['SECONDLY', 'MINUTELY', 'HOURLY', 'DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY'];
export const weekdays = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];

const number = (most: number, least: number) => (text: string) =>
  /^[+-]?\d+$/.test(text) && Number(text) !== 0 && within(Number(text), least, most);
const clockNumber = (most: number) => (text: string) =>
  /^\d+$/.test(text) && within(Number(text), 0, most);

/** What each part may hold (RFC 5545, 3.3.10). Parts that are not here are passed over. */
const readable: Readonly<Record<string, (text: string) => boolean>> = {
  FREQ: (text) => frequencies.includes(text),
  INTERVAL: number(Infinity, 1),
  COUNT: number(Infinity, 1),
  UNTIL: (text) => readIcalTime(text) !== undefined,
  WKST: (text) => weekdays.includes(text),
  BYMONTH: number(12, 1),
  BYWEEKNO: number(53, -53),
  BYYEARDAY: number(366, -366),
  BYMONTHDAY: number(31, -31),
  BYDAY: (text) => /^([+-]?[1-9]\d?)?(MO|TU|WE|TH|FR|SA|SU)$/.test(text),
  BYHOUR: clockNumber(23),
  BYMINUTE: clockNumber(59),
  BYSECOND: clockNumber(60),
  BYSETPOS: number(366, -366),
};

/** An RRULE or EXRULE. */
export class RecurrenceRule {
  readonly frequency: string;
  readonly interval: number;
  readonly until: IcalTime | undefined;
  readonly #parts: ReadonlyMap<string, string>;

  /** `undefined` where it cannot be read. */
  static read(text: string): RecurrenceRule | undefined {
    const parts = new Map<string, string>();
    for (const part of text.toUpperCase().split(';')) {
      const [name = '', values = ''] = part.replaceAll(' ', '').split('=');
      const isReadable = readable[name];
      if (!isReadable) continue;
      if (!values.split(',').every(isReadable)) return undefined;
      parts.set(name, values);
    }
    return parts.has('FREQ') ? new RecurrenceRule(parts) : undefined;
  }

  private constructor(parts: ReadonlyMap<string, string>) {
    this.#parts = parts;
    this.frequency = parts.get('FREQ') ?? '';
    this.interval = Number(parts.get('INTERVAL') ?? 1);
    const until = parts.get('UNTIL');
    this.until = until === undefined ? undefined : readIcalTime(until);
  }

  has(...names: string[]): boolean {
    return names.some((name) => this.#parts.has(name));
  }

  /** Whether its occurrences are days, and all at the time of the first one. */
  get isByDay(): boolean {
    return frequencies.indexOf(this.frequency) >= 3 && !this.has('BYHOUR', 'BYMINUTE', 'BYSECOND');
  }

  /** From Monday, 0, to Sunday, 6. */
  get weekStart(): number {
    return weekdays.indexOf(this.#parts.get('WKST') ?? 'MO');
  }

  /** Without its end. */
  get text(): string {
    let text = '';
    for (const [name, values] of this.#parts) if (name !== 'UNTIL') text += `;${name}=${values}`;
    return text.slice(1);
  }
}

function within(value: number, least: number, most: number): boolean {
  return value >= least && value <= most;
}

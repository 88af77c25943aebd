import ICAL from 'ical.js';

import type { ComponentBlock } from './component-blocks.ts';
import { Refusal, reasonOf } from './refusal.ts';

const otherComponents: Readonly<Record<string, string>> = {
  VTODO: 'a task, not an event',
  VJOURNAL: 'a journal entry, not an event',
  VFREEBUSY: 'free and busy times, not an event',
  VALARM: 'an alarm outside of any event',
};

/** @throws Refusal for what is no event, and for what ical.js cannot read. */
export function parsedEvent(block: ComponentBlock): ICAL.Component {
  if (block.name !== 'VEVENT') {
    throw new Refusal(otherComponents[block.name] ?? `${block.name}, not an event`);
  }
  if (block.fault !== undefined) {
    throw new Refusal(block.fault);
  }
  return parsedComponent(block);
}

export function parsedComponent(block: ComponentBlock): ICAL.Component {
  try {
    return ICAL.Component.fromString(block.lines.join('\r\n'));
  } catch (error) {
    throw new Refusal(`it cannot be read: ${reasonOf(error)}`);
  }
}

/** What a person knows an event by: its title and day as they stand in the file, else the line it begins on. */
export function labelOf(block: ComponentBlock): string {
  const title = rawValue(block, 'SUMMARY')
    ?.replace(/\\([,;\\])/g, '$1')
    .replace(/\\n/gi, ' ');
  const day = /^(\d{4})(\d{2})(\d{2})/.exec(rawValue(block, 'DTSTART') ?? '');
  return [
    title === undefined ? (rawValue(block, 'UID') ?? '(no title)') : `“${title}”`,
    ...(day ? [day.slice(1).join('-')] : []),
    `line ${block.lineNumber}`,
  ].join(', ');
}

function rawValue(block: ComponentBlock, name: string): string | undefined {
  const line = block.lines.find((each) => new RegExp(`^${name}[;:]`, 'i').test(each));
  const value = line?.replace(/^[^:]*:/, '').trim();
  return value === '' ? undefined : value;
}

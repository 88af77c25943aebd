import type { GoogleColors, GoogleEventLabel } from 'ngx-calendar-sync/google/start';
import { ɵwithReadableText as withReadableText } from 'ngx-calendar-sync/core';
import { DEFAULT_PALETTE, type Palette } from '../mapping/event-color';
import type { ColorRecord } from '../provider/google-event-colors';
import type {
  GoogleCalendarColors,
  GoogleEventLabelColor,
  GoogleNamedColor,
} from '../mapping/calendar-types';

/**
 * Google's colours of calendars, by their ids from 1: the names in Google's own app, which the API does not tell, and the
 * colours that are used until `colors.get` has answered.
 */
const CALENDAR_COLORS: readonly (readonly [name: string, color: string])[] = [
  ['Cocoa', '#ac725e'],
  ['Flamingo', '#d06b64'],
  ['Tomato', '#f83a22'],
  ['Tangerine', '#fa573c'],
  ['Pumpkin', '#ff7537'],
  ['Mango', '#ffad46'],
  ['Eucalyptus', '#42d692'],
  ['Basil', '#16a765'],
  ['Pistachio', '#7bd148'],
  ['Avocado', '#b3dc6c'],
  ['Citron', '#fbe983'],
  ['Banana', '#fad165'],
  ['Sage', '#92e1c0'],
  ['Peacock', '#9fe1e7'],
  ['Cobalt', '#9fc6e7'],
  ['Blueberry', '#4986e7'],
  ['Lavender', '#9a9cff'],
  ['Wisteria', '#b99aff'],
  ['Graphite', '#c2c2c2'],
  ['Birch', '#cabdbf'],
  ['Radicchio', '#cca6ac'],
  ['Cherry Blossom', '#f691b2'],
  ['Grape', '#cd74e6'],
  ['Amethyst', '#a47ae2'],
];

const CALENDAR_COLOR_NAMES = CALENDAR_COLORS.map(([name]) => name);

const DEFAULT_CALENDAR_PALETTE: Palette = Object.fromEntries(
  CALENDAR_COLORS.map(([, background], index) => [String(index + 1), { background }]),
);

/** Google's colours of events, by their ids from 1. */
const EVENT_COLOR_NAMES = [
  'Lavender',
  'Sage',
  'Grape',
  'Flamingo',
  'Banana',
  'Tangerine',
  'Peacock',
  'Graphite',
  'Blueberry',
  'Basil',
  'Tomato',
];

/** The colours to choose from, with what is known of Google's so far. */
export function toCalendarColors(known: ColorRecord | undefined): GoogleCalendarColors {
  const { calendar, event, eventLabels = {} } = known ?? {};
  return {
    calendarColors: named(calendar ?? DEFAULT_CALENDAR_PALETTE, CALENDAR_COLOR_NAMES),
    eventColors: named(event ?? DEFAULT_PALETTE, EVENT_COLOR_NAMES),
    labels: new Map(
      Object.entries(eventLabels).map(([calendarId, labels]) => [calendarId, toLabels(labels)]),
    ),
  };
}

export function toLabels(labels: readonly GoogleEventLabel[]): readonly GoogleEventLabelColor[] {
  return labels.flatMap(({ id, name = '', backgroundColor }) =>
    id && backgroundColor ? [toNamed(id, name, backgroundColor, undefined)] : [],
  );
}

/** A colour that Google may add later has its id for a name. */
function named(
  palette: NonNullable<GoogleColors['event']>,
  names: readonly string[],
): readonly GoogleNamedColor[] {
  return Object.entries(palette).flatMap(([id, { background, foreground }]) =>
    background ? [toNamed(id, names[Number(id) - 1] ?? id, background, foreground)] : [],
  );
}

function toNamed(
  id: string,
  name: string,
  background: string,
  foreground: string | undefined,
): GoogleNamedColor {
  const { textColor = '#000000' } = withReadableText(background, foreground);
  return { id, name, color: background, textColor };
}

import { CalendarSyncError } from 'ngx-calendar-sync';
import type { GoogleColors, GoogleEvent, GoogleEventLabel } from '../api/wire-types.generated';
import { type Rgb, toRgb } from './css-color';
import type { GoogleCalendar } from './google-calendar-event';

/** Google's colours of events by `colorId`. */
export type Palette = NonNullable<GoogleColors['event']>;

/** What an event's colour is looked up in. */
export interface ColorContext {
  readonly calendar: GoogleCalendar | undefined;
  readonly palette: Palette;
  /** The labels of the event's calendar, where they are known. */
  readonly labels?: readonly GoogleEventLabel[];
}

export interface ShownColors {
  readonly color?: string;
  readonly textColor?: string;
  readonly contrastColor?: string;
}

const FOREGROUND = '#1d1d1d';

/** What Google's `colors` answers, used until its answer is there: no event waits for its colour. */
export const USUAL_PALETTE: Palette = Object.fromEntries(
  [
    ...['#a4bdfc', '#7ae7bf', '#dbadff', '#ff887c', '#fbd75b', '#ffb878'],
    ...['#46d6db', '#e1e1e1', '#5484ed', '#51b749', '#dc2127'],
  ].map((background, index) => [String(index + 1), { background, foreground: FOREGROUND }]),
);

/** The least contrast of text that is readable: WCAG 2.2, 1.4.3. */
const READABLE_CONTRAST = 4.5;

/** The colours that an event shows in: those of its label, which comes before its `colorId`, else its calendar's. */
export function shownColors(resource: GoogleEvent, context: ColorContext): ShownColors {
  const { calendar, palette, labels = [] } = context;
  const { eventLabelId } = resource;
  const label = eventLabelId && labels.find(({ id }) => id === eventLabelId);
  const own =
    label && label.backgroundColor
      ? { background: label.backgroundColor, foreground: undefined }
      : palette[resource.colorId ?? ''];
  return own?.background
    ? withReadableText(own.background, own.foreground)
    : withReadableText(calendar?.color, calendar?.textColor);
}

/** Thousands of events show in a few colours. */
const readableTexts = new Map<string, ShownColors>();

/** A background with text that is readable on it: Google's own colour of text where it is, else black or white. */
export function withReadableText(
  color: string | undefined,
  preferred: string | undefined,
): ShownColors {
  if (color === undefined) {
    return {};
  }
  const key = `${color} ${preferred ?? ''}`;
  let colors = readableTexts.get(key);
  if (!colors) {
    const textColor = readableText(color, preferred);
    colors = textColor === undefined ? { color } : { color, textColor, contrastColor: textColor };
    readableTexts.set(key, colors);
  }
  return colors;
}

function readableText(color: string, preferred: string | undefined): string | undefined {
  const background = toRgb(color);
  if (!background) {
    return preferred;
  }
  const text = preferred === undefined ? undefined : toRgb(preferred);
  if (text && contrast(background, text) >= READABLE_CONTRAST) {
    return preferred;
  }
  return contrast(background, [0, 0, 0]) >= contrast(background, [255, 255, 255])
    ? '#000000'
    : '#ffffff';
}

/**
 * What a colour means in Google's fields: the nearest of the palette and of the calendar's labels; none for the colour
 * of the calendar.
 * @throws CalendarSyncError `invalid-event` for what is not a CSS colour
 */
export function colorPatch(
  color: string | null,
  base: GoogleEvent | undefined,
  context: ColorContext,
): { readonly colorId?: string | null; readonly eventLabelId?: string } {
  if (!color || color === context.calendar?.color) {
    // Google documents the empty string as the way to take a label away.
    return { colorId: null, ...(base?.eventLabelId ? { eventLabelId: '' } : {}) };
  }
  const wanted = toRgb(color);
  if (!wanted) {
    throw new CalendarSyncError(
      'invalid-event',
      `"${color.slice(0, 40)}" is not a CSS colour: write it as "#dc2127", or leave it out.`,
    );
  }
  const choices = [
    ...Object.entries(context.palette).map(
      ([colorId, { background }]) => [{ colorId }, background] as const,
    ),
    ...(context.labels ?? []).flatMap(({ id, backgroundColor }) =>
      id ? [[{ eventLabelId: id }, backgroundColor] as const] : [],
    ),
  ];
  let nearest: (typeof choices)[number][0] | undefined;
  let least = Infinity;
  for (const [choice, background] of choices) {
    const rgb = background === undefined ? undefined : toRgb(background);
    const distance = rgb ? squaredDistance(wanted, rgb) : Infinity;
    if (distance < least) {
      [nearest, least] = [choice, distance];
    }
  }
  return nearest ?? {};
}

function squaredDistance(a: Rgb, b: Rgb): number {
  return (a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2 + (a[2] - b[2]) ** 2;
}

/** @see https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio */
function contrast(a: Rgb, b: Rgb): number {
  const [light = 0, dark = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (light + 0.05) / (dark + 0.05);
}

function luminance(rgb: Rgb): number {
  const [red = 0, green = 0, blue = 0] = rgb.map((channel) => {
    const share = channel / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

import type { GoogleColors, GoogleEvent, GoogleEventLabel } from 'ngx-calendar-sync/google/start';
import { type Rgb, toRgb } from './css-color';
import type { GoogleCalendar } from './google-calendar-event';

/** The colours of events by `colorId`, as Google's `colors.get` returns them. */
export type Palette = NonNullable<GoogleColors['event']>;

/** Where the colour of an event comes from. */
export interface ColorContext {
  readonly calendar: GoogleCalendar | undefined;
  readonly palette: Palette;
  /** The event labels of the calendar, if they are known. */
  readonly labels?: readonly GoogleEventLabel[];
}

export interface ShownColors {
  readonly color?: string;
  readonly textColor?: string;
  readonly contrastColor?: string;
}

const DEFAULT_FOREGROUND = '#1d1d1d';

/** The palette that Google uses for every account. It is used until `colors.get` has answered, so that no event waits. */
export const DEFAULT_PALETTE: Palette = Object.fromEntries(
  [
    ...['#a4bdfc', '#7ae7bf', '#dbadff', '#ff887c', '#fbd75b', '#ffb878'],
    ...['#46d6db', '#e1e1e1', '#5484ed', '#51b749', '#dc2127'],
  ].map((background, index) => [String(index + 1), { background, foreground: DEFAULT_FOREGROUND }]),
);

/**
 * The contrast ratio that text needs at least.
 * @see https://www.w3.org/TR/WCAG22/#contrast-minimum
 */
const MIN_CONTRAST_RATIO = 4.5;

/** The colours of an event: those of its label, else of its `colorId`, else of its calendar. */
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

/** A view has thousands of events in a few colours, so each combination is calculated only once. */
const SHOWN_COLORS_BY_KEY = new Map<string, ShownColors>();

/** A background colour and the colour of text on it: `preferred` if its contrast is enough, else black or white. */
export function withReadableText(
  color: string | undefined,
  preferred: string | undefined,
): ShownColors {
  if (color === undefined) {
    return {};
  }
  const key = `${color} ${preferred ?? ''}`;
  let colors = SHOWN_COLORS_BY_KEY.get(key);
  if (!colors) {
    const textColor = readableText(color, preferred);
    colors = textColor === undefined ? { color } : { color, textColor, contrastColor: textColor };
    SHOWN_COLORS_BY_KEY.set(key, colors);
  }
  return colors;
}

function readableText(color: string, preferred: string | undefined): string | undefined {
  const background = toRgb(color);
  if (!background) {
    return preferred;
  }
  const text = preferred === undefined ? undefined : toRgb(preferred);
  if (text && contrast(background, text) >= MIN_CONTRAST_RATIO) {
    return preferred;
  }
  return contrast(background, [0, 0, 0]) >= contrast(background, [255, 255, 255])
    ? '#000000'
    : '#ffffff';
}

/** @see https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio */
function contrast(a: Rgb, b: Rgb): number {
  const [light = 0, dark = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (light + 0.05) / (dark + 0.05);
}

/** @see https://www.w3.org/TR/WCAG22/#dfn-relative-luminance */
function luminance(rgb: Rgb): number {
  const [red = 0, green = 0, blue = 0] = rgb.map((channel) => {
    const value = channel / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

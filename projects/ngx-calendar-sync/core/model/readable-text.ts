import { type Rgb, toRgb } from './css-color';

/** A colour, and the one of text on it under both of its names. */
export interface ShownColors {
  readonly color?: string;
  readonly textColor?: string;
  readonly contrastColor?: string;
}

/**
 * The contrast ratio that text needs at least.
 * @see https://www.w3.org/TR/WCAG22/#contrast-minimum
 */
const MIN_CONTRAST_RATIO = 4.5;

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

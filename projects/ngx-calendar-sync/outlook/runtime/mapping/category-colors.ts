import { type ɵRgb as Rgb, ɵtoRgb as toRgb } from 'ngx-calendar-sync/core';
import type {
  OutlookCalendarResource,
  OutlookCalendarColor,
  OutlookCategory,
} from 'ngx-calendar-sync/outlook/start';

/** The colours of an account's categories, by the names of the categories. */
export type CategoryColors = ReadonlyMap<string, string>;

/**
 * `preset0` to `preset24`. Microsoft documents what they are called, such as "Dark red", and not what they look like: these
 * are close to what Outlook shows.
 * @see https://learn.microsoft.com/graph/api/resources/outlookcategory
 */
const PRESET_COLORS: readonly string[] = [
  ...['#e7a1a2', '#f9ba89', '#f7dd8f', '#fcfa90', '#78d168'],
  ...['#9fdcc9', '#c6d2b0', '#9db7e8', '#b5a1e2', '#daaec2'],
  ...['#dad9dc', '#6b7994', '#bfbfbf', '#6f6f6f', '#4f4f4f'],
  ...['#c11a25', '#e2620d', '#c79930', '#b9b300', '#368f2b'],
  ...['#329b7a', '#778b45', '#2858a5', '#5c3fa3', '#93446b'],
];

/** Of calendars without a `hexColor`. Their looks are not documented either. */
export const CALENDAR_COLORS: Readonly<Partial<Record<OutlookCalendarColor, string>>> = {
  lightBlue: '#a6d1f5',
  lightGreen: '#87d28e',
  lightOrange: '#fcab73',
  lightGray: '#c0c0c0',
  lightYellow: '#f5d874',
  lightTeal: '#5fd9c9',
  lightPink: '#f08cc0',
  lightBrown: '#cba287',
  lightRed: '#f88c9b',
};

const HEX_COLOR = /^#[0-9a-f]{6}$/i;

/** The colours of those categories that have one. */
export function categoryColorsOf(categories: readonly OutlookCategory[]): CategoryColors {
  return new Map(
    categories.flatMap(({ displayName, color }) => {
      const hex = PRESET_COLORS[Number(/^preset(\d+)$/.exec(color ?? '')?.[1])];
      return displayName && hex ? [[displayName, hex] as const] : [];
    }),
  );
}

/** `undefined` where the user has chosen none. */
export function calendarColorOf({ hexColor, color }: OutlookCalendarResource): string | undefined {
  return hexColor && HEX_COLOR.test(hexColor) ? hexColor : CALENDAR_COLORS[color ?? 'auto'];
}

/** The first category that has a colour gives it to the event. */
export function coloredCategory(
  categories: readonly string[],
  colors: CategoryColors,
): string | undefined {
  return categories.find((name) => colors.has(name));
}

/** Which of the named colours is nearest. */
export function nearestColor<Name>(
  wanted: Rgb,
  colors: Iterable<readonly [name: Name, hex: string]>,
): Name | undefined {
  const distanceTo = ([, hex]: readonly [Name, string]) => squaredDistance(wanted, toRgb(hex));
  const [nearest] = [...colors].sort((a, b) => distanceTo(a) - distanceTo(b));
  return nearest?.[0];
}

function squaredDistance(a: Rgb, b: Rgb | undefined): number {
  return b ? (a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2 + (a[2] - b[2]) ** 2 : Infinity;
}

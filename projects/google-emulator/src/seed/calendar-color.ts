import { CALENDAR_BACKGROUNDS } from '../calendar/palette.ts';

/** The `colorId` nearest to `color`, which is `#34AADC` or, with Apple's alpha channel, `#34AADCFF`. */
export function nearestColorId(color: string): string | undefined {
  if (!/^#[0-9a-f]{6}([0-9a-f]{2})?$/i.test(color)) {
    return undefined;
  }
  const distances = CALENDAR_BACKGROUNDS.map((background) =>
    distance(channels(background), channels(color)),
  );
  return String(distances.indexOf(Math.min(...distances)) + 1);
}

function channels(color: string): [number, number, number] {
  const [red, green, blue] = [1, 3, 5].map((from) => parseInt(color.slice(from, from + 2), 16));
  return [red ?? 0, green ?? 0, blue ?? 0];
}

function distance(
  a: readonly [number, number, number],
  b: readonly [number, number, number],
): number {
  // The weights of luma: human eyes are most sensitive to green and least to blue.
  return 0.3 * (a[0] - b[0]) ** 2 + 0.59 * (a[1] - b[1]) ** 2 + 0.11 * (a[2] - b[2]) ** 2;
}

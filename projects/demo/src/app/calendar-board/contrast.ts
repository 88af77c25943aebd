type Rgb = readonly [red: number, green: number, blue: number];

/** Nearly black and nearly white. */
const INKS = ['#10161f', '#ffffff'] as const;

/** The ink that is easier to read on a colour; `undefined` for what is no `#rgb` or `#rrggbb`. */
export function readableOn(background: string): string | undefined {
  const [dark, light] = INKS;
  const [onDark, onLight] = [contrastRatio(background, dark), contrastRatio(background, light)];
  if (onDark === undefined || onLight === undefined) {
    return undefined;
  }
  return onDark >= onLight ? dark : light;
}

/** From 1 to 21, of two colours as `#rgb` or `#rrggbb`. */
export function contrastRatio(one: string, other: string): number | undefined {
  const rgbs = [parseHex(one), parseHex(other)] as const;
  return rgbs[0] && rgbs[1] && contrast(luminanceOf(rgbs[0]), luminanceOf(rgbs[1]));
}

/** `share` of one colour and the rest of another, as CSS's `color-mix(in srgb, …)` does it. */
export function mix(one: string, other: string, share: number): string | undefined {
  const from = parseHex(other);
  const to = parseHex(one);
  if (!from || !to) {
    return undefined;
  }
  const channels = to.map((channel, at) => {
    const mixed = channel * share + (from[at] ?? 0) * (1 - share);
    return Math.round(mixed).toString(16).padStart(2, '0');
  });
  return `#${channels.join('')}`;
}

function parseHex(color: string): Rgb | undefined {
  const hex = /^#([0-9a-f]{3}|[0-9a-f]{6})$/i.exec(color.trim())?.[1];
  if (!hex) {
    return undefined;
  }
  const six = hex.length === 3 ? hex.replace(/./g, '$&$&') : hex;
  const channel = (at: number) => parseInt(six.slice(at, at + 2), 16);
  return [channel(0), channel(2), channel(4)];
}

/** https://www.w3.org/TR/WCAG22/#dfn-relative-luminance */
function luminanceOf([red, green, blue]: Rgb): number {
  const linear = (channel: number) => {
    const share = channel / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  };
  return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
}

/** https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio */
function contrast(one: number, other: number): number {
  return (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
}

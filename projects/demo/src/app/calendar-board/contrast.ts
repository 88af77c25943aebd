type Rgb = readonly [red: number, green: number, blue: number];

/** The text colours to choose from: dark and light. */
const TEXT_COLORS = ['#10161f', '#ffffff'] as const;

/** The text colour with the higher contrast to a background; `undefined` if that is not written `#rgb` or `#rrggbb`. */
export function readableOn(background: string): string | undefined {
  const [dark, light] = TEXT_COLORS;
  const [ofDark, ofLight] = [contrastRatio(background, dark), contrastRatio(background, light)];
  if (ofDark === undefined || ofLight === undefined) {
    return undefined;
  }
  return ofDark >= ofLight ? dark : light;
}

/** WCAG's contrast ratio of two colours, from 1 to 21; `undefined` if one is not written `#rgb` or `#rrggbb`. */
export function contrastRatio(one: string, other: string): number | undefined {
  const rgbs = [parseHex(one), parseHex(other)] as const;
  return rgbs[0] && rgbs[1] && contrast(luminanceOf(rgbs[0]), luminanceOf(rgbs[1]));
}

/** Mixes `share` of `one`, from 0 to 1, with the rest of `other`, as CSS's `color-mix(in srgb, …)` does. */
export function mix(one: string, other: string, share: number): string | undefined {
  const ofOne = parseHex(one);
  const ofOther = parseHex(other);
  if (!ofOne || !ofOther) {
    return undefined;
  }
  const channels = ofOne.map((channel, index) => {
    const mixed = channel * share + (ofOther[index] ?? 0) * (1 - share);
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

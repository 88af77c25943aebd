/** Red, green and blue, each from 0 to 255. */
export type Rgb = readonly [number, number, number];

const HEX_COLOR = /^#([0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})$/i;
const COLOR_FUNCTION = /^(rgb|hsl)a?\(([^()]+)\)$/i;
const DEGREES_BY_UNIT: Readonly<Record<string, number>> = {
  grad: 0.9,
  rad: 180 / Math.PI,
  turn: 360,
};

/**
 * Red, green and blue of a CSS colour, without its transparency. `undefined` if it is not a colour. Hexadecimal colours,
 * `rgb()` and `hsl()` are parsed here; all others, such as names, by the browser, so that under server rendering they
 * are `undefined`.
 * @see https://www.w3.org/TR/css-color-4/
 */
export function toRgb(color: string): Rgb | undefined {
  const text = color.trim();
  return hexToRgb(text) ?? functionToRgb(text) ?? browserToRgb(text);
}

function hexToRgb(text: string): Rgb | undefined {
  const digits = HEX_COLOR.exec(text)?.[1];
  if (!digits) {
    return undefined;
  }
  const allDigits = digits.length < 6 ? digits.replace(/./g, '$&$&') : digits;
  const channel = (index: number) => parseInt(allDigits.slice(index, index + 2), 16);
  return [channel(0), channel(2), channel(4)];
}

/** `rgb()` and `hsl()` in both syntaxes of CSS: `rgb(1, 2, 3)` and `rgb(1 2 3 / 50%)`. */
function functionToRgb(text: string): Rgb | undefined {
  const [, name = '', parameters = ''] = COLOR_FUNCTION.exec(text) ?? [];
  const [first = '', second = '', third = ''] = parameters.trim().split(/\s*[,/]\s*|\s+/);
  const rgb =
    name.toLowerCase() === 'rgb'
      ? ([channelOf(first), channelOf(second), channelOf(third)] as const)
      : hslToRgb(degreesOf(first), percentOf(second), percentOf(third));
  return name && rgb.every((channel) => !Number.isNaN(channel)) ? rgb : undefined;
}

function channelOf(text: string): number {
  const value = text.endsWith('%') ? percentOf(text) * 255 : numberOf(text);
  return Math.round(Math.min(255, Math.max(0, value)));
}

function percentOf(text: string): number {
  return Math.min(1, Math.max(0, numberOf(text.replace(/%$/, '')) / 100));
}

function degreesOf(text: string): number {
  const unit = /[a-z]+$/i.exec(text)?.[0].toLowerCase() ?? '';
  return numberOf(text.slice(0, text.length - unit.length)) * (DEGREES_BY_UNIT[unit] ?? 1);
}

function numberOf(text: string): number {
  return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text) ? Number(text) : NaN;
}

/**
 * The sample code of CSS Color 4, whose `k` and channel offsets these are.
 * @see https://www.w3.org/TR/css-color-4/#hsl-to-rgb
 */
function hslToRgb(hue: number, saturation: number, lightness: number): Rgb {
  const channel = (offset: number) => {
    const k = (((offset + hue / 30) % 12) + 12) % 12;
    const chroma = saturation * Math.min(lightness, 1 - lightness);
    const level = lightness - chroma * Math.max(-1, Math.min(k - 3, 9 - k, 1));
    return Math.round(level * 255);
  };
  return [channel(0), channel(8), channel(4)];
}

/**
 * The browser parses the colour: `fillStyle` of a canvas returns a valid colour as hexadecimal or `rgba()`. A colour that
 * is not valid is ignored, and `fillStyle` keeps its last value, so the colour is set after two different ones.
 */
function browserToRgb(text: string): Rgb | undefined {
  if (typeof OffscreenCanvas === 'undefined') {
    return undefined;
  }
  const context = new OffscreenCanvas(1, 1).getContext('2d');
  if (!context) {
    return undefined;
  }
  const fillStyles = ['#000000', '#ffffff'].map((before) => {
    context.fillStyle = before;
    context.fillStyle = text;
    return context.fillStyle;
  });
  const [afterBlack = '', afterWhite] = fillStyles;
  if (afterBlack !== afterWhite) {
    return undefined;
  }
  return hexToRgb(afterBlack) ?? functionToRgb(afterBlack) ?? paintedRgb(context);
}

/** `fillStyle` returns a colour of a newer colour space, such as `oklch()`, unconverted. Its pixels are always RGB. */
function paintedRgb(context: OffscreenCanvasRenderingContext2D): Rgb {
  context.fillRect(0, 0, 1, 1);
  const [red = 0, green = 0, blue = 0] = context.getImageData(0, 0, 1, 1).data;
  return [red, green, blue];
}

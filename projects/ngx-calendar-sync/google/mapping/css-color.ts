/** Red, green and blue, each from 0 to 255. */
export type Rgb = readonly [number, number, number];

const HEX = /^#([0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})$/i;
const COLOR_FUNCTION = /^(rgb|hsl)a?\(([^()]+)\)$/i;

/**
 * A CSS colour as red, green and blue; how transparent it is does not count. Hexadecimal, `rgb()` and `hsl()` are read
 * everywhere; names and all else by the browser, so not on a server. `undefined` for what nobody can read.
 * @see https://www.w3.org/TR/css-color-4/
 */
export function toRgb(color: string): Rgb | undefined {
  const text = color.trim();
  return hexToRgb(text) ?? functionToRgb(text) ?? browserToRgb(text);
}

function hexToRgb(text: string): Rgb | undefined {
  const digits = HEX.exec(text)?.[1];
  if (!digits) {
    return undefined;
  }
  const long = digits.length < 6 ? digits.replace(/./g, '$&$&') : digits;
  const channel = (at: number) => parseInt(long.slice(at, at + 2), 16);
  return [channel(0), channel(2), channel(4)];
}

/** Both syntaxes: `rgb(1, 2, 3)` and `rgb(1 2 3 / 50%)`. */
function functionToRgb(text: string): Rgb | undefined {
  const [, name = '', inside = ''] = COLOR_FUNCTION.exec(text) ?? [];
  const [first = '', second = '', third = ''] = inside.trim().split(/\s*[,/]\s*|\s+/);
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
  const turns: Readonly<Record<string, number>> = { grad: 0.9, rad: 180 / Math.PI, turn: 360 };
  const unit = /[a-z]+$/i.exec(text)?.[0].toLowerCase() ?? '';
  return numberOf(text.slice(0, text.length - unit.length)) * (turns[unit] ?? 1);
}

function numberOf(text: string): number {
  return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text) ? Number(text) : NaN;
}

/** @see https://www.w3.org/TR/css-color-4/#hsl-to-rgb */
function hslToRgb(hue: number, saturation: number, lightness: number): Rgb {
  const channel = (offset: number) => {
    const place = (((offset + hue / 30) % 12) + 12) % 12;
    const reach = saturation * Math.min(lightness, 1 - lightness);
    const level = lightness - reach * Math.max(-1, Math.min(place - 3, 9 - place, 1));
    return Math.round(level * 255);
  };
  return [channel(0), channel(8), channel(4)];
}

/** A canvas tells any colour that the browser knows as hexadecimal or `rgba()`, and keeps the one it had for any other. */
function browserToRgb(text: string): Rgb | undefined {
  if (typeof OffscreenCanvas === 'undefined') {
    return undefined;
  }
  const context = new OffscreenCanvas(1, 1).getContext('2d');
  if (!context) {
    return undefined;
  }
  const told = ['#000000', '#ffffff'].map((before) => {
    context.fillStyle = before;
    context.fillStyle = text;
    return context.fillStyle;
  });
  const [color = '', again] = told;
  if (color !== again) {
    return undefined;
  }
  return hexToRgb(color) ?? functionToRgb(color) ?? paintedRgb(context);
}

/** Newer colour spaces are told in their own words, but painted as red, green and blue. */
function paintedRgb(context: OffscreenCanvasRenderingContext2D): Rgb {
  context.fillRect(0, 0, 1, 1);
  const [red = 0, green = 0, blue = 0] = context.getImageData(0, 0, 1, 1).data;
  return [red, green, blue];
}

/** Red, green and blue, each from 0 to 255. */
export type Rgb = readonly [number, number, number];

const HEX_COLOR = /^#([0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})$/i;

/**
 * Red, green and blue of a CSS colour, without its transparency. `undefined` if it is not a colour, or one that nobody would
 * see. Hexadecimal colours, which Google's are, are parsed here; all others by the browser, so that under server rendering
 * they are `undefined`.
 * @see https://www.w3.org/TR/css-color-4/
 */
export function toRgb(color: string): Rgb | undefined {
  const text = color.trim();
  return hexToRgb(text) ?? browserToRgb(text);
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

/**
 * The browser parses the colour. A colour that is not valid is ignored, and `fillStyle` keeps its last value, so the
 * colour is set after two different ones. Its pixels are red, green and blue in whatever form it is written.
 */
function browserToRgb(text: string): Rgb | undefined {
  const context =
    typeof OffscreenCanvas === 'undefined' ? undefined : new OffscreenCanvas(1, 1).getContext('2d');
  if (!context) {
    return undefined;
  }
  const [afterBlack, afterWhite] = ['#000000', '#ffffff'].map((before) => {
    context.fillStyle = before;
    context.fillStyle = text;
    return context.fillStyle;
  });
  if (afterBlack !== afterWhite) {
    return undefined;
  }
  context.fillRect(0, 0, 1, 1);
  const [red = 0, green = 0, blue = 0, opacity] = context.getImageData(0, 0, 1, 1).data;
  // Nothing is left of a wholly transparent colour: it would be black.
  return opacity ? [red, green, blue] : undefined;
}

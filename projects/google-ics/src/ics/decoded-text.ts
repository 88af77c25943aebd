/** The text of a file, and a note on its encoding unless that is UTF-8. */
export interface DecodedText {
  readonly text: string;
  readonly note?: string;
}

/** The characters of Windows-1252 from 0x80 to 0x9F, where ISO 8859-1 has control characters. */
const WINDOWS_1252_CHARACTERS = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008DŽ\u008F\u0090‘’“”•–—˜™š›œ\u009DžŸ';
/** The bytes of one UTF-8 character that is not ASCII, with each byte as a character from 0x00 to 0xFF. */
const UTF_8_CHARACTER =
  /[\xC2-\xDF][\x80-\xBF]|\xE0[\xA0-\xBF][\x80-\xBF]|[\xE1-\xEC\xEE\xEF][\x80-\xBF]{2}|\xED[\x80-\x9F][\x80-\xBF]|\xF0[\x90-\xBF][\x80-\xBF]{2}|[\xF1-\xF3][\x80-\xBF]{3}|\xF4[\x80-\x8F][\x80-\xBF]{2}/;
/** A group that is repeated without a limit would overflow the stack on a line of many megabytes. */
const CHARACTER_OR_BYTE = new RegExp(
  `((?:${UTF_8_CHARACTER.source}){1,1000})|([\\x80-\\xFF])`,
  'g',
);
/** Lines are folded after a number of bytes (RFC 5545, section 3.1), which may be in the middle of a character. */
const FOLD_IN_CHARACTER = /([\xC2-\xF4][\x80-\xBF]*)((?:\r\n?|\n)[ \t])([\x80-\xBF]+)/g;
const BEYOND_BYTES = /[^\0-\xFF]/;
/** Fewer than any browser allows in one call. */
const MAX_ARGUMENTS = 8192;
/** A byte order mark in the middle stays in the text. */
const UTF_8 = new TextDecoder('utf-8', { ignoreBOM: true });
const NOT_ASCII = /[\x80-\xFF]/;

/**
 * Decodes an export of any program: by its byte order mark, as UTF-16 if every other byte is zero, otherwise as UTF-8.
 * Lines that are not UTF-8 are decoded by their CHARSET parameter, or as Windows-1252, which includes ISO 8859-1.
 */
export function decodedText(bytes: Uint8Array): DecodedText {
  const start = [...bytes.subarray(0, 3)].map((byte) => byte.toString(16)).join(' ');
  if (start.startsWith('ff fe')) {
    return utf16(bytes.subarray(2), 'le', 'as its byte order mark says');
  }
  if (start.startsWith('fe ff')) {
    return utf16(bytes.subarray(2), 'be', 'as its byte order mark says');
  }
  const order = zeroBytes(bytes);
  if (order) {
    return utf16(bytes, order, 'though it has no byte order mark');
  }
  return byLines(binaryOf(start === 'ef bb bf' ? bytes.subarray(3) : bytes));
}

function utf16(bytes: Uint8Array, order: 'le' | 'be', reason: string): DecodedText {
  const whole = bytes.subarray(0, bytes.length - (bytes.length % 2));
  const text = new TextDecoder(`utf-16${order}`, { ignoreBOM: true }).decode(whole);
  return { text, note: `it was read as UTF-16, ${reason}` };
}

/** In UTF-16 ASCII letters have a zero byte, before them in big endian and after them in little endian. */
function zeroBytes(bytes: Uint8Array): 'le' | 'be' | undefined {
  const sample = bytes.subarray(0, 4096);
  const zeros = [0, 0];
  sample.forEach((byte, index) => {
    if (byte === 0) {
      zeros[index % 2] = (zeros[index % 2] ?? 0) + 1;
    }
  });
  const [even = 0, odd = 0] = zeros;
  if (sample.length === 0 || Math.max(even, odd) < sample.length / 8) {
    return undefined;
  }
  return odd > even ? 'le' : 'be';
}

function byLines(binary: string): DecodedText {
  const lines = binary.replaceAll(FOLD_IN_CHARACTER, '$1$3$2').split(/(\r\n|\n|\r)/);
  const fileCharset = lines.map(charsetOf).find((name) => name !== undefined);
  let charset: string | undefined;
  const found = new Map<string, number[]>();
  const decoded = lines.map((line, index) => {
    if (!/^[ \t]/.test(line) && index % 2 === 0) {
      charset = charsetOf(line);
    }
    const isSevenBit = /^iso-2022-/i.test(charset ?? '') && line.includes('\x1B');
    if (!isSevenBit && !NOT_ASCII.test(line.replaceAll(new RegExp(UTF_8_CHARACTER, 'g'), ''))) {
      return NOT_ASCII.test(line) ? utf8Text(line) : line;
    }
    const { text, name } = otherText(line, charset ?? fileCharset);
    const numbers = found.get(name) ?? [];
    numbers.push(index / 2 + 1);
    found.set(name, numbers);
    return text;
  });
  const text = decoded.join('');
  if (found.size === 0) {
    return { text };
  }
  const names = [...found].map(
    ([name, numbers]) =>
      `${placesOf(numbers)} ${numbers.length > 1 ? 'were' : 'was'} read as ${name}`,
  );
  return { text, note: `it is not all UTF-8: ${names.join('; ')}` };
}

function placesOf(numbers: readonly number[]): string {
  const [first] = numbers;
  return numbers.length === 1 ? `line ${first}` : `${numbers.length} lines (the first is ${first})`;
}

/** vCalendar 1.0 and old versions of Outlook give the encoding of each property: `SUMMARY;CHARSET=ISO-8859-1:…`. */
function charsetOf(line: string): string | undefined {
  const name = /^[\w-]+;(?:[^:]*;)?CHARSET="?([\w.:-]+?)"?[;:]/i.exec(line)?.[1];
  return name === undefined || /^(utf-?8|us-ascii)$/i.test(name) ? undefined : name;
}

function otherText(line: string, charset: string | undefined): { text: string; name: string } {
  if (charset !== undefined && !/^(iso-8859-1|latin1|windows-1252)$/i.test(charset)) {
    try {
      const text = new TextDecoder(charset, { fatal: true }).decode(bytesOf(line));
      return { text, name: `${charset}, as CHARSET says` };
    } catch {
      // The name is unknown or the bytes are invalid in it: decode the line like those without a CHARSET.
    }
  }
  const text = line.replaceAll(CHARACTER_OR_BYTE, (_, utf8?: string, byte?: string) =>
    utf8 === undefined ? windows1252(byte ?? '') : utf8Text(utf8),
  );
  return { text, name: 'Windows-1252' };
}

/** Decodes a value with ENCODING=QUOTED-PRINTABLE (RFC 2045, section 6.7). */
export function quotedPrintable(value: string, charset: string | undefined): string {
  const binary = value.replace(/=([0-9A-F]{2})/gi, (_, code: string) =>
    String.fromCharCode(parseInt(code, 16)),
  );
  if (BEYOND_BYTES.test(binary) || !NOT_ASCII.test(binary)) {
    return binary.replaceAll('\r\n', '\n');
  }
  const named = charset === undefined ? undefined : `X;CHARSET=${charset}:`;
  const { text } = byLines(`${named ?? ''}${binary.replaceAll('\r\n', '\n')}`);
  return named === undefined ? text : text.slice(named.length);
}

/** Each byte as a character from 0x00 to 0xFF. */
function binaryOf(bytes: Uint8Array): string {
  let binary = '';
  for (let start = 0; start < bytes.length; start += MAX_ARGUMENTS) {
    binary += String.fromCharCode(...bytes.subarray(start, start + MAX_ARGUMENTS));
  }
  return binary;
}

function bytesOf(binary: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(binary, (character) => character.charCodeAt(0));
}

function utf8Text(binary: string): string {
  return UTF_8.decode(bytesOf(binary));
}

function windows1252(byte: string): string {
  return WINDOWS_1252_CHARACTERS[byte.charCodeAt(0) - 0x80] ?? byte;
}

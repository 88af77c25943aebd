/** The characters from U+00A0 on by their names in HTML. */
const LATIN_NAMES =
  'nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 sup3 acute micro para ' +
  'middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc Atilde Auml Aring AElig Ccedil Egrave ' +
  'Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave Uacute ' +
  'Ucirc Uuml Yacute THORN szlig agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc euml igrave ' +
  'iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave uacute ucirc uuml yacute thorn yuml';

const characters = /* @__PURE__ */ namedCharacters();

/** Each entity once: what one stands for is text, also where it looks like another entity. */
export function decoded(text: string): string {
  return text.replace(
    /&(?:#x([0-9a-f]{1,6})|#([0-9]{1,7})|([a-z][a-z0-9]{1,7}));/gi,
    (entity, hex?: string, decimal?: string, name = '') => {
      const digits = hex ?? decimal;
      return digits === undefined
        ? (characters.get(String(name)) ?? entity)
        : characterOf(Number.parseInt(digits, hex === undefined ? 10 : 16));
    },
  );
}

/** Built in a function, so that a bundler can leave it out of an app that reads no HTML. */
function namedCharacters(): ReadonlyMap<string, string> {
  return new Map([
    ...LATIN_NAMES.split(' ').map((name, at) => [name, String.fromCharCode(0xa0 + at)] as const),
    ['amp', '&'],
    ['lt', '<'],
    ['gt', '>'],
    ['quot', '"'],
    ['apos', "'"],
    ['euro', '€'],
    ['ndash', '–'],
    ['mdash', '—'],
    ['lsquo', '‘'],
    ['rsquo', '’'],
    ['sbquo', '‚'],
    ['ldquo', '“'],
    ['rdquo', '”'],
    ['bdquo', '„'],
    ['bull', '•'],
    ['hellip', '…'],
    ['trade', '™'],
    ['rarr', '→'],
    ['larr', '←'],
  ]);
}

/** Numbers that are no characters are read as a browser reads them; Word writes those of Windows. */
function characterOf(code: number): string {
  if (code >= 0x80 && code < 0xa0) {
    return new TextDecoder('windows-1252').decode(new Uint8Array([code]));
  }
  const isCharacter = code > 0 && code <= 0x10_ffff && !(code >= 0xd800 && code < 0xe000);
  return isCharacter ? String.fromCodePoint(code) : '\u{fffd}';
}

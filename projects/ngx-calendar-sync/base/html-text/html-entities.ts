/** The characters from U+00A0 on by their names in HTML. */
const LATIN_NAMES =
  'nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 sup3 acute micro para ' +
  'middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc Atilde Auml Aring AElig Ccedil Egrave ' +
  'Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave Uacute ' +
  'Ucirc Uuml Yacute THORN szlig agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc euml igrave ' +
  'iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave uacute ucirc uuml yacute thorn yuml';
/** The small Greek letters from U+03B1 on, but for the ς, which has no capital. */
const GREEK_NAMES =
  'alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi omicron pi rho - sigma tau upsilon phi chi psi omega';
/** Small letters of Europe, each behind its name. */
const LETTERS =
  'abreveă aogoną cacuteć ccaronč dcaronď dstrokđ ecaroně eogonę emacrē gbreveğ lstrokł nacuteń ncaronň odblacő rcaronř ' +
  'sacuteś scaronš scedilş tcaronť tcedilţ uringů umacrū udblacű zacuteź zcaronž zdotż amacrā imacrī kcedilķ lcedilļ ' +
  'ncedilņ edotė iogonį uogonų omacrō';
/** Characters, each behind its name. Of others browsers read no names in capitals, and neither does this. */
const OTHERS =
  'amp& AMP& lt< LT< gt> GT> COPY© REG® TRADE™ euro€ trade™ ndash– mdash— lsquo‘ rsquo’ sbquo‚ ldquo“ rdquo” bdquo„ lsaquo‹ ' +
  'rsaquo› bull• hellip… permil‰ prime′ Prime″ dagger† Dagger‡ circˆ tilde˜ oline‾ frasl⁄ minus− le≤ ge≥ ne≠ asymp≈ equiv≡ ' +
  'infin∞ sum∑ radic√ larr← uarr↑ rarr→ darr↓ harr↔ lArr⇐ rArr⇒ hArr⇔ check✓ star☆ spades♠ clubs♣ hearts♥ diams♦ loz◊ Idotİ ' +
  'inodotı OEligŒ oeligœ sigmafς YumlŸ ' +
  'ensp\u2002 emsp\u2003 thinsp\u2009 zwnj\u200c zwj\u200d lrm\u200e rlm\u200f';

const characters = /* @__PURE__ */ namedCharacters();

/**
 * Common entities as characters; others stay as they are. Each is read once: what one stands for is text, also where it looks like
 * another entity.
 */
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
  const letters = [...inARow(GREEK_NAMES, 0x3b1), ...LETTERS.split(' ')];
  const capitals = letters.map(capitalOf);
  const entries = [...inARow(LATIN_NAMES, 0xa0), ...letters, ...capitals, ...OTHERS.split(' ')];
  return new Map([
    ...entries.map((entry) => [entry.slice(0, -1), entry.slice(-1)] as const),
    ['quot', '"'],
    ['QUOT', '"'],
    ['apos', "'"],
  ]);
}

/** These names, each with its character behind it. */
function inARow(names: string, first: number): readonly string[] {
  return names.split(' ').map((name, at) => name + String.fromCharCode(first + at));
}

/** A name begins with a capital where its letter is one. */
function capitalOf(entry: string): string {
  return entry.slice(0, 1).toUpperCase() + entry.slice(1, -1) + entry.slice(-1).toUpperCase();
}

/** Numbers that are no characters are read as a browser reads them; Word writes those of Windows. */
function characterOf(code: number): string {
  if (code >= 0x80 && code < 0xa0) {
    return new TextDecoder('windows-1252').decode(new Uint8Array([code]));
  }
  const isCharacter = code > 0 && code <= 0x10_ffff && !(code >= 0xd800 && code < 0xe000);
  return isCharacter ? String.fromCodePoint(code) : '\u{fffd}';
}

/** The characters from U+00A0 on by their names in HTML. */
const LATIN_NAMES =
  'nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 sup3 acute micro para ' +
  'middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc Atilde Auml Aring AElig Ccedil Egrave ' +
  'Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave Uacute ' +
  'Ucirc Uuml Yacute THORN szlig agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc euml igrave ' +
  'iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave uacute ucirc uuml yacute thorn yuml';
/** The Greek letters from U+0391 and from U+03B1 on. */
const GREEK_NAMES =
  'Alpha Beta Gamma Delta Epsilon Zeta Eta Theta Iota Kappa Lambda Mu Nu Xi Omicron Pi Rho - Sigma Tau Upsilon Phi Chi Psi Omega';
const SMALL_GREEK_NAMES =
  'alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi omicron pi rho sigmaf sigma tau upsilon phi chi psi omega';
/** Names, each with its character behind it. Browsers read no others in capitals, and neither does this. */
const OTHER_NAMES =
  'amp& AMP& lt< LT< gt> GT> COPY© REG® TRADE™ euro€ trade™ ndash– mdash— lsquo‘ rsquo’ sbquo‚ ldquo“ rdquo” bdquo„ ' +
  'lsaquo‹ rsaquo› bull• hellip… permil‰ prime′ Prime″ dagger† Dagger‡ circˆ tilde˜ oline‾ frasl⁄ minus− le≤ ge≥ ne≠ ' +
  'asymp≈ equiv≡ infin∞ sum∑ radic√ larr← uarr↑ rarr→ darr↓ harr↔ lArr⇐ rArr⇒ hArr⇔ check✓ star☆ spades♠ clubs♣ hearts♥ ' +
  'diams♦ loz◊ Idotİ inodotı AbreveĂ abreveă AogonĄ aogoną CacuteĆ cacuteć CcaronČ ccaronč DcaronĎ dcaronď DstrokĐ ' +
  'dstrokđ EcaronĚ ecaroně EogonĘ eogonę EmacrĒ emacrē GbreveĞ gbreveğ LstrokŁ lstrokł NacuteŃ nacuteń NcaronŇ ncaronň ' +
  'OdblacŐ odblacő RcaronŘ rcaronř SacuteŚ sacuteś ScaronŠ scaronš ScedilŞ scedilş TcaronŤ tcaronť TcedilŢ tcedilţ UringŮ ' +
  'uringů UmacrŪ umacrū UdblacŰ udblacű ZacuteŹ zacuteź ZcaronŽ zcaronž ZdotŻ zdotż AmacrĀ amacrā ImacrĪ imacrī KcedilĶ ' +
  'kcedilķ LcedilĻ lcedilļ NcedilŅ ncedilņ EdotĖ edotė IogonĮ iogonį UogonŲ uogonų OmacrŌ omacrō OEligŒ oeligœ YumlŸ ' +
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
  return new Map([
    ...inARow(LATIN_NAMES, 0xa0),
    ...inARow(GREEK_NAMES, 0x391),
    ...inARow(SMALL_GREEK_NAMES, 0x3b1),
    ...OTHER_NAMES.split(' ').map((entry) => [entry.slice(0, -1), entry.slice(-1)] as const),
    ['quot', '"'],
    ['QUOT', '"'],
    ['apos', "'"],
  ]);
}

function inARow(names: string, first: number): (readonly [name: string, character: string])[] {
  return names.split(' ').map((name, at) => [name, String.fromCharCode(first + at)]);
}

/** Numbers that are no characters are read as a browser reads them; Word writes those of Windows. */
function characterOf(code: number): string {
  if (code >= 0x80 && code < 0xa0) {
    return new TextDecoder('windows-1252').decode(new Uint8Array([code]));
  }
  const isCharacter = code > 0 && code <= 0x10_ffff && !(code >= 0xd800 && code < 0xe000);
  return isCharacter ? String.fromCodePoint(code) : '\u{fffd}';
}

/** Elements whose content is no text of the page. */
const HIDDEN = ['script', 'style', 'title'];

/** Where these begin or end, a line ends. */
const BLOCKS: ReadonlySet<string> = new Set(
  'p div li tr ul ol table blockquote pre h1 h2 h3 h4 h5 h6'.split(' '),
);

/** The characters from U+00A0 on by their names in HTML. */
const LATIN_NAMES = (
  'nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 sup3 acute micro para ' +
  'middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc Atilde Auml Aring AElig Ccedil Egrave ' +
  'Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave Uacute ' +
  'Ucirc Uuml Yacute THORN szlig agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc euml igrave ' +
  'iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave uacute ucirc uuml yacute thorn yuml'
).split(' ');

const CHARACTERS: ReadonlyMap<string, string> = new Map([
  ...LATIN_NAMES.map((name, at) => [name, String.fromCharCode(0xa0 + at)] as const),
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

/**
 * The text of an HTML body, line by line as a browser shows it. It is read without the browser's parser, which pages that demand
 * Trusted Types refuse. Each character is looked at a few times at most, however the HTML is broken.
 */
export function textOfHtml(html: string): string {
  const text = new TextLines();
  let at = 0;
  while (at < html.length) {
    const tag = nextTag(html, at);
    text.add(html.slice(at, tag.start));
    at = tag.end;
    if (tag.name === 'br') {
      text.breakLine();
    } else if (BLOCKS.has(tag.name)) {
      text.endLine();
      text.isPreformatted = tag.name === 'pre' ? !tag.isEnd : text.isPreformatted;
    } else if (tag.name === 'td' || tag.name === 'th') {
      text.add(' ');
    } else if (HIDDEN.includes(tag.name) && !tag.isEnd) {
      at = indexAfter(html, new RegExp(`</${tag.name}`, 'gi'), at);
      at = endOfTag(html, at);
    }
  }
  return text.whole();
}

interface Tag {
  readonly start: number;
  readonly end: number;
  /** In small letters; empty for a comment, and at the end of the text. */
  readonly name: string;
  readonly isEnd: boolean;
}

/** A `<` that begins no tag is text. */
function nextTag(html: string, from: number): Tag {
  const opening = /<(?:(!--)|[!?]|(\/?)([a-z][a-z0-9]*))/gi;
  opening.lastIndex = from;
  const found = opening.exec(html);
  if (!found) {
    return { start: html.length, end: html.length, name: '', isEnd: false };
  }
  const { 0: begun, 1: comment, 2: slash, 3: name = '', index: start } = found;
  const end = comment
    ? indexAfter(html, /-->/g, start + '<!'.length)
    : endOfTag(html, start + begun.length);
  return { start, end, name: name.toLowerCase(), isEnd: slash === '/' };
}

/** A `>` in the quotes of an attribute ends no tag. */
function endOfTag(html: string, from: number): number {
  const ending = />|=\s*(["'])/g;
  ending.lastIndex = from;
  for (let found = ending.exec(html); found; found = ending.exec(html)) {
    const { 1: quote } = found;
    if (!quote) {
      return ending.lastIndex;
    }
    const closing = html.indexOf(quote, ending.lastIndex);
    if (closing < 0) {
      return html.length;
    }
    ending.lastIndex = closing + 1;
  }
  return html.length;
}

function indexAfter(html: string, pattern: RegExp, from: number): number {
  pattern.lastIndex = from;
  return pattern.exec(html) ? pattern.lastIndex : html.length;
}

/** Lines of text, as a browser makes them of what is between the tags. */
class TextLines {
  isPreformatted = false;
  readonly #lines: string[] = [];
  #line = '';

  add(html: string): void {
    if (this.isPreformatted) {
      const [first = '', ...more] = decoded(html).split(/\r\n|\r|\n/);
      this.#line += first;
      for (const line of more) {
        this.breakLine();
        this.#line = line;
      }
      return;
    }
    // A line of the source ends no line of the page.
    const spaced = html.replace(/[ \t\r\n\f]+/g, ' ');
    const isSpaceSeen = this.#line === '' || this.#line.endsWith(' ');
    this.#line += decoded(isSpaceSeen && spaced.startsWith(' ') ? spaced.slice(1) : spaced);
  }

  breakLine(): void {
    this.#lines.push(this.#line);
    this.#line = '';
  }

  endLine(): void {
    if (this.#line !== '') {
      this.breakLine();
    }
  }

  whole(): string {
    this.endLine();
    return this.#lines.map((line) => (line.endsWith(' ') ? line.slice(0, -1) : line)).join('\n');
  }
}

/** Each entity once: what one stands for is text, also where it looks like another entity. */
function decoded(text: string): string {
  return text.replace(
    /&(?:#x([0-9a-f]{1,6})|#([0-9]{1,7})|([a-z][a-z0-9]{1,7}));/gi,
    (entity, hex?: string, decimal?: string, name = '') => {
      const digits = hex ?? decimal;
      return digits === undefined
        ? (CHARACTERS.get(String(name)) ?? entity)
        : characterOf(Number.parseInt(digits, hex === undefined ? 10 : 16));
    },
  );
}

/** Numbers that are no characters are read as a browser reads them; Word writes those of Windows. */
function characterOf(code: number): string {
  if (code >= 0x80 && code < 0xa0) {
    return new TextDecoder('windows-1252').decode(new Uint8Array([code]));
  }
  const isCharacter = code > 0 && code <= 0x10_ffff && !(code >= 0xd800 && code < 0xe000);
  return isCharacter ? String.fromCodePoint(code) : '\u{fffd}';
}

/** What is read: HTML, or text in which there may be tags, as in Google's descriptions. */
export type Markup = 'html' | 'text-with-tags';

/** A tag, with its content where that is no text of the page; or a comment. */
export interface Tag {
  readonly start: number;
  readonly end: number;
  /** In small letters; empty for a comment. */
  readonly name: string;
  readonly isEnd: boolean;
  readonly attributes: string;
}

const HTML_OPENING = /<(?:(!--)|[!?]|(\/?)([a-z][^\s/>]*))/gi;
/**
 * A name may have parts, as Google's `html-blob` and Word's `o:p` have. What is neither a name nor followed by an end of one is text:
 * addresses (`<https://a.test>`, `<ada@a.test>`, `<tel:123>`). Of declarations those count that editors write.
 */
const OPENING_IN_TEXT =
  /<(?:(!--)|!(?=doctype\s|\[if\s|\[endif\])|\?(?=xml[\s:])|(\/?)([a-z][a-z0-9]*(?:[-:][a-z][a-z0-9]*)*)(?=[\s/>]))/gi;
/** Elements whose content is no text of the page. */
const HIDDEN = ['script', 'style', 'title'];
const HREF = /(?:^|\s)href\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"']+))/i;

/**
 * The tags of a text in their order. A `<` that begins no tag is text. What is not closed hides the rest of HTML, as in a browser;
 * in a text with tags it is text. There a tag holds no `<`, and an end that is nowhere in the rest is not looked for again, so
 * that each character is looked at a few times at most.
 */
export function* htmlTags(html: string, markup: Markup): Generator<Tag> {
  const opening = new RegExp(markup === 'html' ? HTML_OPENING : OPENING_IN_TEXT);
  const missingEnds = new Set<string>();
  const indexAfter = (end: string, from: number): number | undefined => {
    const pattern = new RegExp(end, 'gi');
    pattern.lastIndex = from;
    if (!missingEnds.has(end) && pattern.test(html)) {
      return pattern.lastIndex;
    }
    missingEnds.add(end);
    return markup === 'html' ? html.length : undefined;
  };
  for (let found = opening.exec(html); found; found = opening.exec(html)) {
    const { 1: comment, 2: slash, 3: spelled = '', index: start } = found;
    const { lastIndex: from } = opening;
    const name = spelled.toLowerCase();
    const isEnd = slash === '/';
    const ownEnd = comment ? indexAfter('-->', start + '<!'.length) : endOfTag(html, from, markup);
    if (ownEnd === undefined) {
      continue;
    }
    const content = HIDDEN.includes(name) && !isEnd ? indexAfter(`</${name}`, ownEnd) : undefined;
    const end = content === undefined ? ownEnd : (endOfTag(html, content, markup) ?? content);
    yield { start, end, name, isEnd, attributes: html.slice(from, ownEnd - 1) };
    opening.lastIndex = end;
  }
}

/** The address of a link as it is written, with its entities; empty where there is none. */
export function hrefOf({ attributes }: Tag): string {
  const [, double, single, bare] = HREF.exec(attributes) ?? [];
  return double ?? single ?? bare ?? '';
}

/** A `>` in the quotes of an attribute ends no tag. */
function endOfTag(html: string, from: number, markup: Markup): number | undefined {
  const unclosed = markup === 'html' ? html.length : undefined;
  const ending = markup === 'html' ? />|=\s*(["'])/g : /[<>]|=\s*(["'])/g;
  ending.lastIndex = from;
  for (let found = ending.exec(html); found; found = ending.exec(html)) {
    const { 0: mark, 1: quote } = found;
    if (!quote) {
      return mark === '>' ? ending.lastIndex : unclosed;
    }
    const closing = html.indexOf(quote, ending.lastIndex);
    const isClosed =
      closing >= 0 && (markup === 'html' || !html.slice(ending.lastIndex, closing).includes('<'));
    if (!isClosed) {
      return unclosed;
    }
    ending.lastIndex = closing + 1;
  }
  return unclosed;
}

const ENTITIES: ReadonlyMap<string, string> = new Map([
  ['amp', '&'],
  ['apos', "'"],
  ['bull', '•'],
  ['copy', '©'],
  ['euro', '€'],
  ['gt', '>'],
  ['hellip', '…'],
  ['ldquo', '“'],
  ['lsquo', '‘'],
  ['lt', '<'],
  ['mdash', '—'],
  ['nbsp', ' '],
  ['ndash', '–'],
  ['quot', '"'],
  ['rdquo', '”'],
  ['rsquo', '’'],
]);

/**
 * A tag ends at the first `>` and contains no `<`, so that each character is looked at once and a `<` that begins no tag
 * stays in the text. The lookahead fixes where the name ends: without it a long name would be tried at each length, in a
 * time that grows with its square.
 */
const TAG = /<(\/?)([a-z][a-z0-9]*)(?=[\s/>])([^<>]*)>/gi;
const HREF = /(?:^|\s)href\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"']+))/i;
/** Begin and end of what is removed together with its content. */
const HIDDEN_CONTENT = [
  { start: /<script\b/gi, end: /<\/script\s*>/gi },
  { start: /<style\b/gi, end: /<\/style\s*>/gi },
  { start: /<!--/g, end: /-->/g },
] as const;
const BLOCK_TAGS = new Set([
  'p',
  'div',
  'li',
  'h1',
  'h2',
  'h3',
  'h4',
  'h5',
  'h6',
  'tr',
  'blockquote',
]);
const LIST_TAGS = new Set(['ul', 'ol', 'table']);

/** The text of a description, which may be HTML. The app shows this text alone and never a calendar's markup. */
export function plainText(description: string): string {
  const html = HIDDEN_CONTENT.reduce(
    (text, { start, end }) => withoutContent(text, start, end),
    description,
  );
  const pieces: string[] = [];
  let link: { readonly address: string; readonly from: number } | undefined;
  let position = 0;
  for (const { 0: tag, 1: slash, 2: spelled = '', 3: attributes = '', index } of html.matchAll(
    TAG,
  )) {
    pieces.push(decodeEntities(html.slice(position, index)));
    position = index + tag.length;
    const name = spelled.toLowerCase();
    if (name === 'br') {
      pieces.push('\n');
      position += /^\r?\n/.exec(html.slice(position, position + 2))?.[0].length ?? 0;
    } else if (name === 'a' && !slash) {
      link = { address: decodeEntities(hrefOf(attributes)), from: pieces.length };
    } else if (name === 'a' && link) {
      pieces.push(addressAfter(pieces.slice(link.from).join(''), link.address));
      link = undefined;
    } else if (name === 'li' && !slash) {
      pieces.push('• ');
    } else if (LIST_TAGS.has(name) || (BLOCK_TAGS.has(name) && slash)) {
      pieces.push('\n');
    }
  }
  pieces.push(decodeEntities(html.slice(position)));
  const lines = pieces.join('').split('\n');
  return lines
    .map((line) => line.trimEnd())
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

/** Removes each piece from `start` to `end`; a piece without an end stays. */
function withoutContent(text: string, start: RegExp, end: RegExp): string {
  const kept: string[] = [];
  let from = 0;
  for (;;) {
    start.lastIndex = from;
    const first = start.exec(text);
    end.lastIndex = start.lastIndex;
    const last = first && end.exec(text);
    if (!last) {
      return kept.join('') + text.slice(from);
    }
    kept.push(text.slice(from, first.index));
    from = last.index + last[0].length;
  }
}

function hrefOf(attributes: string): string {
  const [, double, single, bare] = HREF.exec(attributes) ?? [];
  return double ?? single ?? bare ?? '';
}

/** The address to show behind a link's label, unless the label is the address already. */
function addressAfter(label: string, address: string): string {
  const words = label.trim();
  const shown = address.replace(/^mailto:/i, '');
  if (!words || words === shown || !/^(https?:|mailto:)/i.test(address)) {
    return '';
  }
  return ` (${shown})`;
}

function decodeEntities(text: string): string {
  return text.replace(
    /&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]+));/gi,
    (all, ...groups: unknown[]) => {
      const [decimal, hex, name] = groups as (string | undefined)[];
      if (name) {
        return ENTITIES.get(name.toLowerCase()) ?? all;
      }
      const code = decimal ? parseInt(decimal, 10) : parseInt(hex ?? '', 16);
      return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : all;
    },
  );
}

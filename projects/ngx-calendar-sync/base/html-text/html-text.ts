import { hrefOf, htmlTags, type Markup, type Tag } from './html-tags';
import { TextLines } from './text-lines';

/** Where these begin or end, a line ends: what browsers show as blocks, and the rows of tables. */
const BLOCKS =
  ' address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure footer form ' +
  'h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol p pre search section summary table tr ul ';

/**
 * The text of an HTML body, line by line as a browser shows it, with the addresses of links. It is read without the browser's
 * parser, which pages that demand Trusted Types refuse, and in a time that grows with the length of the HTML, however that is broken.
 */
export function textOfHtml(html: string): string {
  return linesOf(html, 'html')
    .map((line) => (line.endsWith(' ') ? line.slice(0, -1) : line))
    .join('\n');
}

/**
 * A description as text that an app can show as it is. Google's descriptions are text or HTML, or both in one. This has no tags,
 * and the characters that common entities stand for; an item of a list has a bullet, and behind the words of a link stands its
 * address. The lines of a plain text stay, and so does a `<` that begins no tag.
 *
 * What it returns is text, also where that looks like HTML: bind it as text, and never to `innerHTML`. It takes no parser of the
 * browser, and a time that grows with the length of the description, whoever has written that. Outlook's descriptions are texts
 * already.
 * @example
 * readonly description = computed(() => descriptionText(this.event().description ?? ''));
 */
export function descriptionText(description: string): string {
  // Editors write it where spaces stand in a row; in text they may.
  const spaced = description.replaceAll('&nbsp;', ' ');
  return linesOf(spaced, 'text-with-tags')
    .map((line) => line.trimEnd())
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

function linesOf(html: string, markup: Markup): readonly string[] {
  const isText = markup === 'text-with-tags';
  const text = new TextLines(isText);
  let at = 0;
  for (const tag of htmlTags(html, markup)) {
    text.add(html.slice(at, tag.start));
    at = tag.end;
    applyTag(tag, text, isText);
    if (tag.name === 'br' && isText) {
      // The tag and the end of its line in the source are one break.
      at += /^\r?\n/.exec(html.slice(at, at + 2))?.[0].length ?? 0;
    }
  }
  text.add(html.slice(at));
  return text.whole();
}

function applyTag(tag: Tag, text: TextLines, isText: boolean): void {
  const { name, isEnd } = tag;
  if (BLOCKS.includes(` ${name} `)) {
    text.endLine();
  }
  switch (name) {
    case 'br':
      text.breakLine();
      break;
    case 'td':
    case 'th':
      text.addSpace();
      break;
    case 'pre':
      text.isPreformatted = isText || !isEnd;
      break;
    case 'ul':
    case 'ol':
    case 'menu':
    case 'dir':
      // An item needs no end tag: the bullet of an empty one is not for what follows the list.
      text.hasBullet = false;
      break;
    case 'li':
      text.hasBullet = !isEnd;
      break;
    case 'a':
      if (isEnd) {
        text.endLink();
      } else {
        text.beginLink(hrefOf(tag));
      }
  }
}

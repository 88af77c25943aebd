/** Lets TypeDoc show our Markdown files as they are: a page's title is its first heading, and its address its file's name. */
import { basename, dirname, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Comment, CommentTag, Converter, KindRouter, PageEvent, ReflectionKind } from 'typedoc';
import { ENTRIES, GUIDES } from './pages.mjs';

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const FIRST_HEADING = /^\s*# (.+)\n/;
/** TypeDoc's title of a page: a guide has its own heading, which this would repeat. */
const PAGE_TITLE = /<div class="tsd-page-title">[\s\S]*?<\/div>/;
const SUMMARY = /<summary[\s\S]*?<\/summary>/g;
const PERMALINK = /<a [^>]*class="tsd-anchor-icon"[\s\S]*?<\/a>/g;
const CATEGORY_OF_ENTRIES = 'API';
const INTERNAL_PREFIX = 'ɵ';

export function load(app) {
  const addresses = new Map();

  app.converter.on(Converter.EVENT_CREATE_DOCUMENT, (_context, page) => {
    const file = relative(ROOT, page.project.files.getReflectionPath(page));
    const title = FIRST_HEADING.exec(page.content[0]?.text)?.[1];
    if (!title) {
      throw new Error(`${file} does not begin with a heading, which the site needs as the title.`);
    }
    page.name = title;
    page.frontmatter.category = categoryOf(file);
    addresses.set(page, `guides/${nameOf(file)}`);
  });

  app.converter.on(Converter.EVENT_CREATE_DECLARATION, (_context, declaration) => {
    if (declaration.kind !== ReflectionKind.Module) {
      return;
    }
    const file = relative(ROOT, declaration.project.files.getReflectionPath(declaration));
    declaration.name = Object.keys(ENTRIES).find((name) => ENTRIES[name] === file);
    declaration.comment ??= new Comment();
    declaration.comment.blockTags.push(
      new CommentTag('@category', [{ kind: 'text', text: CATEGORY_OF_ENTRIES }]),
    );
  });

  app.converter.on(Converter.EVENT_RESOLVE_BEGIN, ({ project }) => {
    for (const reflection of Object.values(project.reflections)) {
      if (reflection.name.startsWith(INTERNAL_PREFIX)) {
        project.removeReflection(reflection);
      }
    }
  });

  app.renderer.on(PageEvent.END, (page) => {
    page.contents = withLandmarks(page.contents);
    if (page.model.isDocument() || page.url === 'index.html') {
      page.contents = page.contents.replace(PAGE_TITLE, '');
    }
  });

  app.renderer.defineRouter(
    'guides',
    class extends KindRouter {
      getIdealBaseName(reflection) {
        return addresses.get(reflection) ?? super.getIdealBaseName(reflection);
      }
    },
  );
}

/** What a screen reader and the keyboard need beside TypeDoc's own markup: landmarks, and code that can be scrolled by keys. */
function withLandmarks(html) {
  return (
    html
      .replace('<div class="col-content">', '<div class="col-content" role="main">')
      .replace(
        '<div class="page-menu">',
        '<div class="page-menu" role="complementary" aria-label="This page">',
      )
      .replaceAll(
        '<nav class="tsd-navigation">',
        '<nav class="tsd-navigation" aria-label="All pages">',
      )
      // A link within what opens and closes a section is out of a screen reader's reach.
      .replace(SUMMARY, (summary) => summary.replace(PERMALINK, ''))
      .replaceAll('<h4>Hierarchy', '<h4 role="heading" aria-level="2">Hierarchy')
      .replaceAll(
        '<h5 class="tsd-index-heading',
        '<h5 role="heading" aria-level="2" class="tsd-index-heading',
      )
      .replaceAll('<pre>', '<pre tabindex="0">')
  );
}

/**
 * Leaves out the comments above a sample, which hold what the compiler needs and a reader does not, and lets tables that are
 * wider than the window be scrolled.
 */
export function readerMarkdown(markdown) {
  const { rules } = markdown.renderer;
  const render = rules.html_block;
  rules.html_block = (tokens, at, ...rest) =>
    tokens[at].content.startsWith('<!-- context:') ? '' : render(tokens, at, ...rest);
  rules.table_open = () =>
    '<div class="wide-table" tabindex="0" role="region" aria-label="Table"><table>';
  rules.table_close = () => '</table></div>';
  // A heading without text is announced as one; Markdown knows no other cell in the first row.
  rules.th_open = (tokens, at) => (tokens[at + 1].content === '' ? '<td>' : '<th scope="col">');
  rules.th_close = (tokens, at) => (tokens[at - 1].content === '' ? '</td>' : '</th>');
}

function categoryOf(file) {
  return Object.keys(GUIDES).find((category) => GUIDES[category].includes(file));
}

/** `docs/writing.md` is `writing`; the README of a folder has the folder's name. */
function nameOf(file) {
  const name = basename(file, '.md');
  return name === 'README' ? basename(dirname(file)) : name.toLowerCase();
}

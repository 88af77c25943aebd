import { readdir, readFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';

const LINK = /<(?:a|link|script|img)\b[^>]*? (?:href|src)="([^"]*)"/g;
const ANCHOR = / (?:id|name)="([^"]+)"/g;

/** The links of a built site to a page, file or heading of it that does not exist: `page: link`. */
export async function deadLinksOf(folder) {
  const files = (await readdir(folder, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)));
  const anchorsByFile = new Map(files.map((file) => [file, new Set()]));
  const linksByPage = new Map();
  for (const page of files.filter((file) => file.endsWith('.html'))) {
    const html = await readFile(join(folder, page), 'utf8');
    anchorsByFile.set(page, new Set([...html.matchAll(ANCHOR)].map(([, id]) => id)));
    linksByPage.set(page, new Set([...html.matchAll(LINK)].map(([, link]) => link)));
  }
  return [...linksByPage].flatMap(([page, links]) =>
    [...links]
      .filter((link) => isDead(page, link, anchorsByFile))
      .map((link) => `${page}: ${link}`),
  );
}

function isDead(page, link, anchorsByFile) {
  if (/^[a-z]+:/i.test(link)) {
    return false;
  }
  const [path, anchor = ''] = link.replaceAll('&amp;', '&').split('#');
  const file = path === '' ? page : join(dirname(page), decodeURIComponent(path));
  const anchors = anchorsByFile.get(file);
  return !anchors || (anchor !== '' && !anchors.has(decodeURIComponent(anchor)));
}

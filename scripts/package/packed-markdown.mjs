const LINK = /(!?)\[([^\][]*(?:\[[^\]]*\][^\][]*)*)\]\(([^()\s]+)\)/g;

/**
 * Markdown of this repository as a package holds it: what it links to must be in the package. The words of a link to
 * another file stay, without the link; a picture goes.
 *
 * @param {string} text
 * @param {(path: string) => boolean} isPacked whether the package has the file of this path, relative to the text
 */
export function packedMarkdown(text, isPacked) {
  const packed = text.replace(LINK, (link, picture, words, target) => {
    if (isElsewhere(target) || isPacked(target.replace(/#.*/, ''))) {
      return link;
    }
    return picture ? '' : words;
  });
  return packed.replace(/\n{3,}/g, '\n\n');
}

/** The targets of the links to files. */
export function linkedFiles(text) {
  return [...text.matchAll(LINK)]
    .map(([, , , target]) => target)
    .filter((target) => !isElsewhere(target))
    .map((target) => target.replace(/#.*/, ''));
}

/** In the same document, or on the web. */
function isElsewhere(target) {
  return target.startsWith('#') || /^[a-z]+:/i.test(target);
}

/** A link or picture, with the "!" of a picture, the text and the target as groups; the text may hold brackets. */
const LINK = /(!?)\[([^\][]*(?:\[[^\]]*\][^\][]*)*)\]\(([^()\s]+)\)/g;

/**
 * Rewrites Markdown of this repository for a package. A link to a file that is not in the package is replaced by its text;
 * a picture that is not in the package is removed.
 *
 * @param {string} text
 * @param {(path: string) => boolean} isPacked whether the package has the file; the path is relative to the document
 */
export function packedMarkdown(text, isPacked) {
  const packed = text.replace(LINK, (link, pictureMark, linkText, target) => {
    if (isElsewhere(target) || isPacked(target.replace(/#.*/, ''))) {
      return link;
    }
    return pictureMark ? '' : linkText;
  });
  return packed.replace(/\n{3,}/g, '\n\n');
}

/** The files that the links of the text lead to. */
export function linkedFiles(text) {
  return [...text.matchAll(LINK)]
    .map(([, , , target]) => target)
    .filter((target) => !isElsewhere(target))
    .map((target) => target.replace(/#.*/, ''));
}

/** Whether the target is in the same document or on the web. */
function isElsewhere(target) {
  return target.startsWith('#') || /^[a-z]+:/i.test(target);
}

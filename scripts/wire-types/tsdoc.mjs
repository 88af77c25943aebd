const MAX_COLUMNS = 120;

/** Braces would open an inline tag of TSDoc. */
const escaped = (text) => text.replaceAll('*/', '*\\/').replace(/[{}]/g, '\\$&');

/**
 * A comment of TSDoc.
 * @param {readonly string[]} blocks each begins a new line
 * @param {number} depth of the indentation
 */
export function tsdoc(blocks, depth) {
  const indent = '  '.repeat(depth);
  const text = escaped(blocks.join('\n'));
  if (blocks.length === 1 && `${indent}/** ${text} */`.length <= MAX_COLUMNS) {
    return `${indent}/** ${text} */`;
  }
  const lines = text
    .split('\n')
    .flatMap((block) => wrapped(block, MAX_COLUMNS - `${indent} * `.length));
  return [`${indent}/**`, ...lines.map((line) => `${indent} * ${line}`), `${indent} */`].join('\n');
}

function wrapped(text, width) {
  const lines = [''];
  for (const word of text.split(' ')) {
    const line = lines.at(-1);
    if (line === '') {
      lines[lines.length - 1] = word;
    } else if (`${line} ${word}`.length <= width) {
      lines[lines.length - 1] = `${line} ${word}`;
    } else {
      lines.push(word);
    }
  }
  return lines;
}

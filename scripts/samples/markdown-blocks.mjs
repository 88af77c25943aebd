/** A comment above a block: imports and declarations that the compiler needs and a reader does not. */
const CONTEXT = /^<!-- context:\s([\s\S]*?)\s-->$/;
const FENCE = /^(\s*)(`{3,}|~{3,})\s*([^\s`]*)/;
/** A block within a quotation, which is refused: its lines begin with ">". */
const QUOTED_FENCE = /^\s*>[\s>]*(`{3,}|~{3,})/;

/**
 * The code blocks of a Markdown file.
 *
 * @param {string} file the file's name, for error messages
 * @param {string} text
 * @returns {{file: string, line: number, language: string, text: string, context: string}[]} `line` is that of the
 *   fence, counted from 1
 */
export function blocksOf(file, text) {
  const lines = text.split('\n');
  const blocks = [];
  for (let at = 0; at < lines.length; at += 1) {
    if (QUOTED_FENCE.test(lines[at])) {
      throw new Error(`${file}:${at + 1}: a code block within a quotation cannot be checked.`);
    }
    const [, indent, marker, language] = FENCE.exec(lines[at]) ?? [];
    if (indent === undefined) {
      continue;
    }
    const end = lines.findIndex((line, index) => index > at && line.trim() === marker);
    if (end === -1) {
      throw new Error(`${file}:${at + 1}: this block is never closed.`);
    }
    const body = lines.slice(at + 1, end).map((line) => line.replace(indent, ''));
    const text = `${body.join('\n')}\n`;
    blocks.push({ file, line: at + 1, language, text, context: contextBefore(lines, at) });
    at = end;
  }
  return blocks;
}

/** The comment right above a block, blank lines aside. */
function contextBefore(lines, fence) {
  let end = fence;
  while (end > 0 && lines[end - 1].trim() === '') {
    end -= 1;
  }
  if (end === 0 || !lines[end - 1].endsWith('-->')) {
    return '';
  }
  let start = end - 1;
  while (start > 0 && !lines[start].includes('<!--')) {
    start -= 1;
  }
  return CONTEXT.exec(lines.slice(start, end).join('\n').trim())?.[1] ?? '';
}

const PREVIEW_LENGTH = 255;
const ENTITIES: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#39;': "'",
  '&nbsp;': ' ',
};

/** HTML as Exchange stores it: a whole document around what was sent. */
export function wholeDocument(html: string): string {
  if (/<html[\s>]/i.test(html)) {
    return html;
  }
  return `<html>\r\n<head>\r\n<meta http-equiv="Content-Type" content="text/html; charset=utf-8">\r\n</head>\r\n<body>\r\n${html}\r\n</body>\r\n</html>\r\n`;
}

/** The text of HTML, as `Prefer: outlook.body-content-type="text"` answers it: a link is followed by its address in angle brackets. */
export function textOf(html: string): string {
  return html
    .replace(/<head>[^]*?<\/head>/i, '')
    .replace(/<a href="([^"<>]{0,2000})">([^<>]{0,500})<\/a>/gi, '$2&lt;$1&gt;')
    .replace(/<(br|\/p|\/div|\/li)[^<>]{0,200}>/gi, '\n')
    .replace(/<[^<>]{0,2000}>/g, '')
    .replace(/&(amp|lt|gt|quot|#39|nbsp);/g, (entity) => ENTITIES[entity] ?? entity)
    .replace(/[ \t\r]*\n[ \t\r\n]*/g, '\r\n')
    .trim();
}

export function htmlOfText(text: string): string {
  const escaped = text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
  return wholeDocument(escaped.replace(/\r?\n/g, '<br>'));
}

export function previewOf({
  contentType,
  content,
}: {
  contentType: string;
  content: string;
}): string {
  return (contentType === 'html' ? textOf(content) : content).slice(0, PREVIEW_LENGTH);
}

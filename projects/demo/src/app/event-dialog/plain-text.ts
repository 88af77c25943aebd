const entities: Readonly<Record<string, string>> = {
  amp: '&',
  apos: "'",
  bull: '•',
  copy: '©',
  euro: '€',
  gt: '>',
  hellip: '…',
  ldquo: '“',
  lsquo: '‘',
  lt: '<',
  mdash: '—',
  nbsp: ' ',
  ndash: '–',
  quot: '"',
  rdquo: '”',
  rsquo: '’',
};

/** What a description says, without its HTML: text from a calendar never becomes markup here. */
export function plainText(description: string): string {
  return decodeEntities(
    description
      .replace(/<(script|style)\b[\s\S]*?<\/\1\s*>/gi, '')
      .replace(/<a\b[^>]*?\bhref\s*=\s*(["'])(.*?)\1[^>]*>([\s\S]*?)<\/a\s*>/gi, link)
      .replace(/<br\s*\/?>(\r?\n)?/gi, '\n')
      .replace(/<li\b[^>]*>/gi, '• ')
      .replace(/<\/(p|div|li|h[1-6]|tr|blockquote)\s*>/gi, '\n')
      .replace(/<\/?(ul|ol|table)\b[^>]*>/gi, '\n')
      .replace(/<!--[\s\S]*?-->|<\/?[a-z][^<>]*>/gi, ''),
  )
    .replace(/[ \t]+\n/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

/** A link tells its address, unless that is what it says already. */
function link(_all: string, _quote: string, address: string, label: string): string {
  const words = label.replace(/<[^>]*>/g, '').trim();
  const shown = address.replace(/^mailto:/i, '');
  if (!/^(https?:|mailto:)/i.test(address) || words === shown) return words;
  return words ? `${words} (${shown})` : shown;
}

function decodeEntities(text: string): string {
  return text.replace(
    /&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]+));/gi,
    (all, ...groups: unknown[]) => {
      const [decimal, hex, name] = groups as (string | undefined)[];
      if (name) return entities[name.toLowerCase()] ?? all;
      const code = decimal ? parseInt(decimal, 10) : parseInt(hex ?? '', 16);
      return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : all;
    },
  );
}

/** A MIME part or an HTTP message. */
export interface Message {
  /** HTTP's request or status line. */
  readonly firstLine?: string;
  /** Names in lower case. */
  readonly headers: ReadonlyMap<string, string>;
  readonly body: string;
}

/** The parts of a `multipart/mixed` text (RFC 2046, section 5.1), or undefined if it is not one. */
export function readMultipart(text: string, contentType: string): Message[] | undefined {
  const match = /^multipart\/mixed\s*;.*?boundary=(?:"([^"]+)"|([^\s;]+))/is.exec(contentType);
  const boundary = match?.[1] ?? match?.[2];
  if (boundary === undefined) {
    return undefined;
  }
  const [, ...parts] = `\n${text}`.split(`\n--${boundary}`);
  const end = parts.pop();
  return end?.startsWith('--')
    ? parts.map((part) => readMessage(part.replace(/^[ \t]*\r?\n/, '')))
    : undefined;
}

/** Reads the HTTP request in a part's body. */
export function readHttpRequest(text: string): Message {
  const [, firstLine = '', rest = ''] = /^\s*([^\r\n]*)\r?\n?(.*)$/s.exec(text) ?? [];
  return { ...readMessage(rest), firstLine };
}

export function writeMultipart(parts: readonly Message[], boundary: string): string {
  const texts = parts.map((part) => `--${boundary}\r\n${writeMessage(part)}\r\n`);
  return `${texts.join('')}--${boundary}--\r\n`;
}

export function writeMessage({ firstLine, headers, body }: Message): string {
  const lines = [...headers].map(([name, value]) => `${name}: ${value}\r\n`).join('');
  return `${firstLine === undefined ? '' : `${firstLine}\r\n`}${lines}\r\n${body}`;
}

function readMessage(text: string): Message {
  // A message without headers begins with the blank line that would end them.
  const [, head = '', body = ''] =
    /^((?:[^\r\n]+(?:\r?\n|$))*)(?:\r?\n)?(.*?)\r?$/s.exec(text) ?? [];
  const headers = new Map<string, string>();
  for (const line of head.split(/\r?\n/)) {
    const [, name, value] = /^([^:\s]+):\s*(.*?)\s*$/.exec(line) ?? [];
    if (name !== undefined) {
      headers.set(name.toLowerCase(), value ?? '');
    }
  }
  return { headers, body };
}

import type { HttpResponse } from '@angular/common/http';

/** A GET request in a batch. */
export interface BatchedCall {
  /** With the query. */
  readonly path: string;
}

/** The answer to one request of a batch. */
export interface BatchedAnswer {
  readonly status: number;
  readonly statusText: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** The body of a batch, and the `Content-Type` header that belongs to it. */
export interface BatchMessage {
  readonly contentType: string;
  readonly body: string;
}

/** No line of a part begins with it: the parts are request lines. */
const BOUNDARY = 'ngx-calendar-sync-batch';
const BLANK_LINE = /\r?\n\r?\n/;

/**
 * Requests as one `multipart/mixed` text.
 * @see https://www.rfc-editor.org/rfc/rfc2046#section-5.1
 */
export function writeBatch(calls: readonly BatchedCall[]): BatchMessage {
  const parts = calls.map(
    ({ path }, index) =>
      `--${BOUNDARY}\r\nContent-Type: application/http\r\nContent-ID: <${index}>\r\n\r\n` +
      `GET ${path} HTTP/1.1\r\n\r\n`,
  );
  return {
    contentType: `multipart/mixed; boundary=${BOUNDARY}`,
    body: `${parts.join('')}--${BOUNDARY}--\r\n`,
  };
}

/**
 * The answers by the index of their requests, as far as the text has them and they can be read; `undefined` where it is
 * not an answer to a batch.
 */
export function readBatch({
  body,
  headers,
}: HttpResponse<string>): ReadonlyMap<number, BatchedAnswer> | undefined {
  const type = headers.get('Content-Type') ?? '';
  const [, quoted, plain] =
    /^multipart\/mixed\s*;(?:.*;)?\s*boundary=(?:"([^"]+)"|([^\s;]+))/i.exec(type) ?? [];
  const boundary = quoted ?? plain;
  if (boundary === undefined || body === null) {
    return undefined;
  }
  const answers = new Map<number, BatchedAnswer>();
  for (const part of `\n${body}`.split(`\n--${boundary}`)) {
    const [head = '', ...message] = part.split(BLANK_LINE);
    const [, index] = /^content-id:\s*<response-(\d+)>\s*$/im.exec(head) ?? [];
    const answer = readAnswer(message);
    if (index !== undefined && answer) {
      answers.set(Number(index), answer);
    }
  }
  return answers;
}

function readAnswer([head = '', ...body]: readonly string[]): BatchedAnswer | undefined {
  const [firstLine = '', ...lines] = head.trimStart().split(/\r?\n/);
  const [, status, statusText = ''] = /^HTTP\/\S+ (\d{3})(?: (.*))?$/.exec(firstLine) ?? [];
  if (status === undefined) {
    return undefined;
  }
  const headers = lines.flatMap((line) => {
    const [, name, value] = /^([^:\s]+):\s*(.*)$/.exec(line) ?? [];
    return name === undefined ? [] : [[name, value ?? ''] as const];
  });
  return {
    status: Number(status),
    statusText,
    headers: Object.fromEntries(headers),
    body: body.join('\n\n').trim(),
  };
}

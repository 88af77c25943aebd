import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

/** A TCP connection, to send requests that no browser sends. */
export class RawConnection {
  private text = '';
  private isClosed = false;

  private constructor(
    private readonly socket: Socket,
    private readonly host: string,
  ) {
    socket.setEncoding('utf8');
    socket.on('data', (chunk: string) => (this.text += chunk));
    // An error such as a reset is followed by `close`, which is all that specs wait for.
    socket.on('error', () => undefined);
    socket.on('close', () => (this.isClosed = true));
  }

  static async open(url: string): Promise<RawConnection> {
    const { hostname, port, host } = new URL(url);
    const socket = connect({ host: hostname, port: Number(port) });
    await once(socket, 'connect');
    return new RawConnection(socket, host);
  }

  /** Sends a POST with the CSRF header and these header lines; `body` is sent as it is, so it may be chunked or cut off. */
  post(path: string, lines: readonly string[], body = ''): void {
    const head = [
      `POST ${path} HTTP/1.1`,
      `Host: ${this.host}`,
      'X-Requested-With: XmlHttpRequest',
      ...lines,
    ];
    this.write(`${head.join('\r\n')}\r\n\r\n${body}`);
  }

  write(text: string): void {
    this.socket.write(text);
  }

  /** Reads nothing more, so that the server cannot send on. */
  stopReading(): void {
    this.socket.pause();
  }

  /** The answer, when it is complete or the connection is closed. */
  async answer(): Promise<{ readonly status: number; readonly body: string }> {
    for (;;) {
      const [head = '', ...rest] = this.text.split('\r\n\r\n');
      const body = rest.join('\r\n\r\n');
      const length = Number(/^content-length: *(\d+)/im.exec(head)?.[1] ?? Infinity);
      const isWhole = Buffer.byteLength(body) >= length || /^0\r\n/m.test(body);
      if (isWhole || this.isClosed) {
        return { status: Number(/^HTTP\/1\.[01] (\d+)/.exec(head)?.[1] ?? 0), body };
      }
      await this.next('data', 'close');
    }
  }

  async closed(): Promise<void> {
    if (!this.isClosed) {
      await this.next('close');
    }
  }

  /** Node's `once` would reject on an error; here the `close` that follows an error is waited for. */
  private next(...events: readonly string[]): Promise<void> {
    return new Promise((resolve) => {
      for (const event of events) {
        this.socket.once(event, () => {
          resolve();
        });
      }
    });
  }

  destroy(): void {
    this.socket.destroy();
  }
}

/** A chunk of a body with `Transfer-Encoding: chunked` (RFC 9112, section 7.1). */
export function chunk(text: string): string {
  return `${Buffer.byteLength(text).toString(16)}\r\n${text}\r\n`;
}

export const LAST_CHUNK = '0\r\n\r\n';

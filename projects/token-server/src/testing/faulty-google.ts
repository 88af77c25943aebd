import { EventEmitter, once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface WrittenAnswer {
  readonly status: number;
  readonly body: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** The answer is sent when this resolves. */
  readonly after?: Promise<void>;
}

/** How the next request is answered. */
export type FaultyAnswer = 'cut the connection' | 'stay silent' | WrittenAnswer;

export const GRANTED: WrittenAnswer = {
  status: 200,
  body: '{"access_token":"ya29.A","expires_in":3599,"token_type":"Bearer","refresh_token":"1//R"}',
};

export const REFUSED_500: WrittenAnswer = { status: 500, body: '<h1>Server Error</h1>' };

/** A token endpoint that answers as a spec tells it to, also wrongly or not at all. */
export class FaultyGoogle {
  /** The forms of the requests since the last `answerWith`. */
  readonly forms: URLSearchParams[] = [];
  private readonly events = new EventEmitter();
  private answers: FaultyAnswer[] = [GRANTED];
  private server: Server | undefined;
  private port = 0;

  static async start(): Promise<FaultyGoogle> {
    const google = new FaultyGoogle();
    await google.comeUp();
    return google;
  }

  get tokenEndpoint(): string {
    return `http://127.0.0.1:${this.port}/token`;
  }

  /** Sets the answers of the next requests; the last one is repeated. Clears `forms`. */
  answerWith(...answers: FaultyAnswer[]): void {
    this.answers = answers;
    this.forms.length = 0;
  }

  /** Resolves when a request has arrived. */
  async asked(): Promise<void> {
    if (this.forms.length === 0) {
      await once(this.events, 'asked');
    }
  }

  /** Refuses connections until `comeUp` is called. */
  async goDown(): Promise<void> {
    const { server } = this;
    this.server = undefined;
    if (server) {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    }
  }

  async comeUp(): Promise<void> {
    const server = createServer((incoming, outgoing) => void this.serve(incoming, outgoing));
    await new Promise<void>((resolve) => server.listen(this.port, '127.0.0.1', resolve));
    this.port = (server.address() as AddressInfo).port;
    this.server = server;
  }

  private async serve(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    let text = '';
    for await (const chunk of incoming.setEncoding('utf8')) {
      text += String(chunk);
    }
    this.forms.push(new URLSearchParams(text));
    this.events.emit('asked');
    const answer = (this.answers.length > 1 ? this.answers.shift() : this.answers[0]) ?? GRANTED;
    if (answer === 'cut the connection') {
      incoming.socket.destroy();
    } else if (answer !== 'stay silent') {
      await answer.after;
      const type = { 'Content-Type': 'application/json; charset=utf-8' };
      outgoing.writeHead(answer.status, { ...type, ...answer.headers }).end(answer.body);
    }
  }
}

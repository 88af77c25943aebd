export interface ControlAnswer {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
  readonly headers: Headers;
}

/** Calls the control endpoints over HTTP, as a test that does not run in Node would. */
export class ControlClient {
  constructor(private readonly url: () => string) {}

  async post(
    action: string,
    body: object = {},
    headers: Readonly<Record<string, string>> = {},
  ): Promise<ControlAnswer> {
    return this.send(action, { method: 'POST', headers, body: JSON.stringify(body) });
  }

  /** The error message of a request that is refused. */
  async refusal(action: string, body: object): Promise<unknown> {
    const answer = await this.post(action, body);
    return answer.status === 400 ? answer.body['error'] : `not refused: ${answer.status}`;
  }

  async list(name: string): Promise<Readonly<Record<string, unknown>>[]> {
    const response = await fetch(new URL(`/_emulator/${name}`, this.url()));
    return (await response.json()) as Record<string, unknown>[];
  }

  private async send(action: string, init: RequestInit): Promise<ControlAnswer> {
    const response = await fetch(new URL(`/_emulator/${action}`, this.url()), init);
    const body = (await response.json()) as Record<string, unknown>;
    return { status: response.status, body, headers: response.headers };
  }
}

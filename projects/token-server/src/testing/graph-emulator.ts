import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startChild } from './child.ts';

const HOME = join(dirname(fileURLToPath(import.meta.url)), '../../../graph-emulator');

/** The emulator of Microsoft as a child process, whose pages answer themselves. */
export class GraphEmulator {
  private constructor(
    readonly url: string,
    readonly stop: () => Promise<void>,
  ) {}

  static async start(): Promise<GraphEmulator> {
    const bin = join(HOME, 'bin/graph-calendar-emulator.mjs');
    const { url, stop } = await startChild(process.execPath, [bin, '--port', '0']);
    return new GraphEmulator(url, stop);
  }

  /** The environment variables with which a token server uses the emulator as Microsoft. */
  get environment(): Record<string, string> {
    return {
      PROVIDER: 'microsoft',
      MICROSOFT_CLIENT_ID: '00000000-1111-4222-8333-555555555555',
      MICROSOFT_CLIENT_SECRET: 'emulator-client-secret',
      MICROSOFT_TOKEN_ENDPOINT: `${this.url}/common/oauth2/v2.0/token`,
      MICROSOFT_AUTHORIZATION_ENDPOINT: `${this.url}/common/oauth2/v2.0/authorize`,
    };
  }

  async newUser(answer: 'accept' | 'decline' = 'accept'): Promise<string> {
    const { email } = (await this.control('users', {})) as { email: string };
    await this.control('answerPages', { email, answer });
    return email;
  }

  /** Where Microsoft's page leads in the end. */
  async follow(href: string): Promise<string> {
    const response = await fetch(href, { redirect: 'manual' });
    return response.headers.get('Location') ?? `${response.status}: ${await response.text()}`;
  }

  async accepts(accessToken: string): Promise<boolean> {
    const headers = { Authorization: `Bearer ${accessToken}` };
    return (await fetch(`${this.url}/v1.0/me/calendars`, { headers })).ok;
  }

  async control(action: string, body: object): Promise<unknown> {
    const response = await fetch(`${this.url}/_emulator/${action}`, {
      method: 'POST',
      body: JSON.stringify(body),
    });
    if (!response.ok) {
      throw new Error(`${action}: ${response.status} ${await response.text()}`);
    }
    return response.json();
  }
}

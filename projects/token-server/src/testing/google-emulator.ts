import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { startChild } from './child.ts';

export const CLIENT_ID = 'emulator.apps.googleusercontent.com';
export const CLIENT_SECRET = 'emulator-client-secret';

const CALENDAR_SCOPE = 'https://www.googleapis.com/auth/calendar';
/** The redirect URI that Google's script uses for a popup. */
const POPUP_REDIRECT_URI = 'storagerelay://http/localhost:4200?id=auth12345678';

/** The emulator of Google as a child process, whose users give every consent that they are asked for. */
export class GoogleEmulator {
  private constructor(
    readonly url: string,
    readonly stop: () => Promise<void>,
  ) {}

  static async start(): Promise<GoogleEmulator> {
    const require = createRequire(import.meta.url);
    const home = dirname(require.resolve('google-calendar-emulator/package.json'));
    const bin = join(home, 'bin/google-calendar-emulator.mjs');
    const { url, stop } = await startChild(process.execPath, [bin, '--port', '0']);
    return new GoogleEmulator(url, stop);
  }

  /** The environment variables with which a token server uses the emulator as Google. */
  get environment(): Record<string, string> {
    return {
      GOOGLE_CLIENT_ID: CLIENT_ID,
      GOOGLE_CLIENT_SECRET: CLIENT_SECRET,
      GOOGLE_TOKEN_ENDPOINT: `${this.url}/token`,
      GOOGLE_AUTHORIZATION_ENDPOINT: `${this.url}/o/oauth2/v2/auth`,
      GOOGLE_REVOCATION_ENDPOINT: `${this.url}/revoke`,
    };
  }

  async newUser(): Promise<string> {
    const { email } = (await this.control('users', {})) as { email: string };
    return email;
  }

  /** Revokes every grant of the user. */
  async revokeTokens(email: string): Promise<void> {
    await this.control('revokeTokens', { email });
  }

  /** An authorization code as the popup of Google's script returns it. */
  async popupCode(email: string, more: Readonly<Record<string, string>> = {}): Promise<string> {
    const url = new URL('/o/oauth2/v2/auth', this.url);
    url.search = new URLSearchParams({
      client_id: CLIENT_ID,
      redirect_uri: POPUP_REDIRECT_URI,
      response_type: 'code',
      scope: CALENDAR_SCOPE,
      login_hint: email,
      prompt: 'consent',
      access_type: 'offline',
      ...more,
    }).toString();
    const answer = await this.consent(url.href);
    const message = /data-message="([^"]*)"/.exec(await answer.text())?.[1] ?? '';
    const code = /&quot;code&quot;:&quot;(.*?)&quot;/.exec(message)?.[1];
    if (code === undefined) {
      throw new Error('The emulator gave no code.');
    }
    return code;
  }

  /** Opens the consent page at this address, submits it, and returns the response. */
  async consent(href: string, decision: 'allow' | 'cancel' = 'allow'): Promise<Response> {
    const page = await fetch(href);
    const text = await page.text();
    const request = /name="request" value="([^"]*)"/.exec(text)?.[1];
    if (request === undefined) {
      throw new Error(`No consent page, but ${page.status}: ${text.slice(0, 500)}`);
    }
    const scopes = [...text.matchAll(/type="checkbox" name="scope" value="([^"]*)"/g)];
    return fetch(new URL('/o/oauth2/v2/auth/consent', this.url), {
      method: 'POST',
      redirect: 'manual',
      headers: { Origin: this.url },
      body: new URLSearchParams([
        ['request', request],
        ['decision', decision],
        ...scopes.map((match): [string, string] => ['scope', match[1] ?? '']),
      ]),
    });
  }

  /** Whether the Calendar API accepts the access token. */
  async accepts(accessToken: string): Promise<boolean> {
    const url = new URL('/calendar/v3/users/me/calendarList', this.url);
    return (await fetch(url, { headers: { Authorization: `Bearer ${accessToken}` } })).ok;
  }

  private async control(action: string, body: object): Promise<unknown> {
    const response = await fetch(new URL(`/_emulator/${action}`, this.url), {
      method: 'POST',
      body: JSON.stringify(body),
    });
    if (!response.ok) {
      throw new Error(`${action}: ${response.status} ${await response.text()}`);
    }
    return response.json();
  }
}

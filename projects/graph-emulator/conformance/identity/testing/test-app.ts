import { createHash, randomBytes } from 'node:crypto';
import { decodeJwt, type JWTPayload } from 'jose';
import { Browser } from './browser.ts';
import { ADA, SPA, SPA_ORIGIN, WEB } from './small-directory.ts';

type Fields = Readonly<Record<string, string>>;

export interface TokenBody {
  readonly access_token: string;
  readonly refresh_token: string;
  readonly id_token: string;
  readonly client_info: string;
  readonly scope: string;
  readonly token_type: string;
  readonly expires_in: number;
  readonly ext_expires_in: number;
  readonly refresh_token_expires_in?: number;
  readonly error?: string;
  readonly error_description?: string;
  readonly error_codes?: readonly number[];
  readonly suberror?: string;
  readonly claims?: string;
  readonly correlation_id?: string;
  readonly trace_id?: string;
  readonly timestamp?: string;
  readonly error_uri?: string;
}

export interface TokenResponse {
  readonly status: number;
  readonly headers: Headers;
  readonly body: TokenBody;
}

export const CALENDARS = 'https://graph.microsoft.com/Calendars.ReadWrite';
export const SCOPE = `openid profile offline_access ${CALENDARS}`;
export const WITHOUT_PKCE: Fields = { code_challenge: '', code_challenge_method: '' };
const REDIRECT_URI = `${SPA_ORIGIN}/back`;
const WEB_REDIRECT_URI = 'http://localhost:4300/callback';

/** Plays an app at the endpoints, and the user who signs in to it. */
export class TestApp {
  readonly verifier = randomBytes(32).toString('base64url');

  constructor(private readonly base: () => string) {}

  browser(): Browser {
    return new Browser(this.base());
  }

  /** Parameters of the single-page app's request of a code. Those of `more` that are empty are left out. */
  request(more: Fields = {}): Fields {
    return withoutEmpty({
      client_id: SPA.clientId,
      response_type: 'code',
      redirect_uri: REDIRECT_URI,
      response_mode: 'fragment',
      scope: SCOPE,
      state: 'the state',
      nonce: 'the nonce',
      code_challenge: createHash('sha256').update(this.verifier).digest('base64url'),
      code_challenge_method: 'S256',
      ...more,
    });
  }

  webRequest(): Fields {
    return this.request({
      ...WITHOUT_PKCE,
      client_id: WEB.clientId,
      redirect_uri: WEB_REDIRECT_URI,
      response_mode: 'query',
    });
  }

  open(browser: Browser, more: Fields = {}, tenant = 'common'): Promise<Browser> {
    return browser.open(`/${tenant}/oauth2/v2.0/authorize`, this.request(more));
  }

  /** A code of the single-page app, after consent. */
  async newCode(email = ADA.email, more: Fields = {}, browser = this.browser()): Promise<string> {
    await this.open(browser, more);
    await browser.choose(email);
    await acceptIfAsked(browser);
    return browser.answer['code'] ?? '';
  }

  async newTokens(email = ADA.email, more: Fields = {}): Promise<TokenBody> {
    const { body } = await this.exchange(await this.newCode(email, more));
    return body;
  }

  async newWebCode(): Promise<string> {
    const browser = this.browser();
    await browser.open('/common/oauth2/v2.0/authorize', this.webRequest());
    await browser.choose(ADA.email);
    await acceptIfAsked(browser);
    return browser.answer['code'] ?? '';
  }

  exchange(code: string, more: Fields = {}, headers: Fields = ORIGIN): Promise<TokenResponse> {
    return this.token(
      {
        client_id: SPA.clientId,
        grant_type: 'authorization_code',
        code,
        redirect_uri: REDIRECT_URI,
        code_verifier: this.verifier,
        client_info: '1',
        ...more,
      },
      headers,
    );
  }

  exchangeOnServer(code: string, more: Fields = {}, headers: Fields = {}): Promise<TokenResponse> {
    return this.token(
      {
        client_id: WEB.clientId,
        grant_type: 'authorization_code',
        code,
        redirect_uri: WEB_REDIRECT_URI,
        ...more,
      },
      headers,
    );
  }

  refresh(token: string, more: Fields = {}, headers: Fields = ORIGIN): Promise<TokenResponse> {
    return this.token(
      { client_id: SPA.clientId, grant_type: 'refresh_token', refresh_token: token, ...more },
      headers,
    );
  }

  async token(form: Fields, headers: Fields, tenant = 'common'): Promise<TokenResponse> {
    const response = await fetch(`${this.base()}/${tenant}/oauth2/v2.0/token`, {
      method: 'POST',
      headers: { ...headers },
      body: new URLSearchParams(form),
    });
    return {
      status: response.status,
      headers: response.headers,
      body: (await response.json()) as TokenBody,
    };
  }
}

function withoutEmpty(fields: Fields): Fields {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== ''));
}

async function acceptIfAsked(browser: Browser): Promise<void> {
  if (browser.title === 'Permissions requested') {
    await browser.accept();
  }
}

export const ORIGIN: Fields = { Origin: SPA_ORIGIN };

/** A refusal in one line: `400 invalid_grant 700084`, and the suberror if there is one. */
export function refusalOf({ status, body }: TokenResponse): string {
  return [status, body.error, ...(body.error_codes ?? []), body.suberror]
    .filter((part) => part !== undefined)
    .join(' ');
}

export function claimsOf(idToken: string): JWTPayload {
  return decodeJwt(idToken);
}

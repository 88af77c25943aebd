import { DEFAULT_CLIENT } from '../oauth/clients.ts';
import { SignInWindow } from './sign-in-window.ts';
import { ADA, CALENDAR } from './small-world.ts';

/** Response of the token endpoint: tokens or an error. */
export interface TokenBody {
  readonly access_token: string;
  readonly refresh_token?: string;
  readonly id_token?: string;
  readonly scope: string;
  readonly expires_in: number;
  readonly token_type: string;
  readonly error?: string;
  readonly error_description?: string;
}

type Fields = Readonly<Record<string, string>>;

interface TokenAnswer {
  readonly status: number;
  readonly body: TokenBody;
}

export const REDIRECT_URI = 'http://localhost:4200/back';

/** Plays an app's server at the token endpoint and the user who signs in to the app. */
export class TokenClient {
  constructor(private readonly url: () => string) {}

  /** Signs Ada in and allows all requested scopes. Resolves with the authorization code. */
  readonly newCode = async (query: Fields = {}): Promise<string> => {
    const window = await SignInWindow.open(this.url(), {
      client_id: DEFAULT_CLIENT.id,
      redirect_uri: REDIRECT_URI,
      response_type: 'code',
      scope: CALENDAR,
      login_hint: ADA,
      prompt: 'consent',
      access_type: 'offline',
      ...query,
    });
    const done = await window.allow();
    return done.redirect.fields['code'] ?? done.message.fields['code'] ?? '';
  };

  readonly exchange = (code: string, more: Fields = {}): Promise<TokenAnswer> =>
    this.post({ grant_type: 'authorization_code', code, redirect_uri: REDIRECT_URI, ...more });

  readonly refresh = (token: string, more: Fields = {}): Promise<TokenAnswer> =>
    this.post({ grant_type: 'refresh_token', refresh_token: token, ...more });

  private async post(fields: Fields): Promise<TokenAnswer> {
    const response = await fetch(new URL('/token', this.url()), {
      method: 'POST',
      body: new URLSearchParams({
        client_id: DEFAULT_CLIENT.id,
        client_secret: DEFAULT_CLIENT.secret,
        ...fields,
      }),
    });
    return { status: response.status, body: (await response.json()) as TokenBody };
  }
}

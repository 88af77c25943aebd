import type { TokenMode } from '../options.ts';
import { Page, type PageAnswer } from '../testing/page.ts';

/** A user on a page of the app, who signs in and refreshes in the way of the server's mode. */
export class Visitor {
  readonly page: Page;
  private refreshToken = '';

  /** @param server The URL of the endpoints, with their path. */
  constructor(
    server: string,
    private readonly mode: TokenMode,
    origin?: string,
  ) {
    this.page = new Page(server, origin);
  }

  async signIn(code: string): Promise<PageAnswer> {
    const answer = await this.page.post('/auth', { code });
    const refreshToken = answer.body['refresh_token'];
    if (typeof refreshToken === 'string') {
      this.refreshToken = refreshToken;
    }
    return answer;
  }

  refresh(): Promise<PageAnswer> {
    return this.page.post(
      '/refresh',
      this.mode === 'contract' ? { refresh_token: this.refreshToken } : {},
    );
  }
}

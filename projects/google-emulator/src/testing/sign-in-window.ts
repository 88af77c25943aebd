/** Goes through the sign-in pages as a browser without JavaScript does. */
export class SignInWindow {
  private constructor(
    private readonly base: string,
    readonly response: Response,
    readonly text: string,
  ) {}

  static async open(base: string, query: Readonly<Record<string, string>>): Promise<SignInWindow> {
    const url = new URL('/o/oauth2/v2/auth', base);
    Object.entries(query).forEach(([name, value]) => {
      url.searchParams.set(name, value);
    });
    return SignInWindow.load(base, url);
  }

  get title(): string {
    return /<title>(.*?)<\/title>/s.exec(this.text)?.[1] ?? '';
  }

  get checkboxes(): string[] {
    return [...this.text.matchAll(/type="checkbox" name="scope" value="([^"]*)"/g)].map(
      (match) => match[1] ?? '',
    );
  }

  /** The message that the last page posts to the page that opened the window. */
  get message(): { readonly channel: string; readonly fields: Readonly<Record<string, string>> } {
    const text = /data-message="([^"]*)"/.exec(this.text)?.[1] ?? '{}';
    return JSON.parse(text.replaceAll('&quot;', '"').replaceAll('&amp;', '&')) as {
      channel: string;
      fields: Record<string, string>;
    };
  }

  /** The final redirect, with its parameters from the query or the fragment. */
  get redirect(): { readonly url: URL; readonly fields: Readonly<Record<string, string>> } {
    const url = new URL(this.response.headers.get('Location') ?? 'about:blank');
    const fields = url.hash ? new URLSearchParams(url.hash.slice(1)) : url.searchParams;
    return { url, fields: Object.fromEntries(fields) };
  }

  choose(email: string): Promise<SignInWindow> {
    return this.submit('/o/oauth2/v2/auth/account', [['email', email]]);
  }

  allow(scopes: readonly string[] = this.checkboxes): Promise<SignInWindow> {
    return this.submit('/o/oauth2/v2/auth/consent', [
      ...scopes.map((scope): [string, string] => ['scope', scope]),
      ['decision', 'allow'],
    ]);
  }

  cancel(): Promise<SignInWindow> {
    return this.submit('/o/oauth2/v2/auth/consent', [['decision', 'cancel']]);
  }

  private async submit(path: string, fields: [string, string][]): Promise<SignInWindow> {
    const request = /name="request" value="([^"]*)"/.exec(this.text)?.[1] ?? '';
    return SignInWindow.load(this.base, new URL(path, this.base), {
      method: 'POST',
      headers: { Origin: this.base },
      body: new URLSearchParams([['request', request], ...fields]),
    });
  }

  private static async load(base: string, url: URL, init: RequestInit = {}): Promise<SignInWindow> {
    const response = await fetch(url, { ...init, redirect: 'manual' });
    const location = response.headers.get('Location');
    const isOwn = location !== null && new URL(location, base).origin === new URL(base).origin;
    return isOwn
      ? SignInWindow.load(base, new URL(location, base))
      : new SignInWindow(base, response, await response.text());
  }
}

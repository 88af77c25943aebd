type Fields = Readonly<Record<string, string>>;

/** Goes through the sign-in pages as a browser without JavaScript does, and keeps cookies. */
export class Browser {
  private cookie = '';
  private page = '';
  private location: URL | undefined;
  response = new Response();

  constructor(readonly base: string) {}

  get title(): string {
    return /<title>(.*?)<\/title>/s.exec(this.page)?.[1] ?? '';
  }

  get text(): string {
    return this.page;
  }

  /** Whether the browser has a cookie of a session. */
  get hasCookie(): boolean {
    return this.cookie !== '';
  }

  /** The addresses of the accounts that the page offers. */
  get offered(): readonly string[] {
    return [...this.page.matchAll(/name="(?:email|logout_hint)" value="([^"]*)"/g)].map(
      ([, email = '']) => email,
    );
  }

  /** Where the browser was sent, outside of the emulator. */
  get redirect(): URL {
    if (!this.location) {
      throw new Error(`No redirect, but the page “${this.title}”.`);
    }
    return this.location;
  }

  /** The parameters of the answer. */
  get answer(): Fields {
    const { hash, searchParams } = this.redirect;
    return Object.fromEntries(hash ? new URLSearchParams(hash.slice(1)) : searchParams);
  }

  open(path: string, query: Fields = {}): Promise<this> {
    const url = new URL(path, this.base);
    Object.entries(query).forEach(([name, value]) => {
      url.searchParams.set(name, value);
    });
    return this.load(url);
  }

  choose(email: string): Promise<this> {
    return this.submit('choose', { email });
  }

  signIn(password = ''): Promise<this> {
    return this.submit('password', { password });
  }

  accept(more: Fields = {}): Promise<this> {
    return this.submit('consent', { decision: 'accept', ...more });
  }

  submit(action: string, fields: Fields = {}): Promise<this> {
    const request = /name="request" value="([^"]*)"/.exec(this.page)?.[1] ?? '';
    const formAction = /<form method="post" action="([^"]*)"/.exec(this.page)?.[1] ?? '/';
    return this.load(new URL(formAction, this.base), {
      method: 'POST',
      headers: { Origin: this.base },
      body: new URLSearchParams({ request, action, ...fields }),
    });
  }

  private async load(url: URL, init: RequestInit = {}): Promise<this> {
    const headers = new Headers(init.headers);
    headers.set('Cookie', this.cookie);
    this.response = await fetch(url, { ...init, headers, redirect: 'manual' });
    this.cookie = this.response.headers.get('Set-Cookie')?.split(';')[0] ?? this.cookie;
    const location = this.response.headers.get('Location');
    const target = location === null ? undefined : new URL(location, this.base);
    if (target?.origin === new URL(this.base).origin) {
      return this.load(target);
    }
    this.location = target;
    this.page = await this.response.text();
    return this;
  }
}

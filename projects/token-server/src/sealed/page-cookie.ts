import type { Context } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import type { CookieOptions } from 'hono/utils/cookie';
import type { TokenEnv } from '../http/token-env.ts';
import { isLoopback } from '../origins.ts';

const HOST_PREFIX = '__Host-';

/** A cookie of the request. */
export interface FoundCookie {
  /** The name as it was sent, prefix included. */
  readonly name: string;
  readonly value: string;
  /** Whether the name has the `__Host-` prefix, without which another host of the domain may have set the cookie. */
  readonly isPrefixed: boolean;
}

type SameSite = 'Strict' | 'Lax';

/**
 * A cookie that no script can read.
 *
 * It has the `__Host-` prefix and `Secure`, except for a page of plain http on loopback, where not every browser accepts
 * them. The page's origin decides that and not the request's URL: behind a proxy the server itself sees plain http.
 */
export class PageCookie {
  constructor(
    private readonly name: string,
    private readonly sameSite: SameSite,
    private readonly maxAgeS: number,
  ) {}

  get(context: Context<TokenEnv>, page: URL): string | undefined {
    const value = isLoopbackHttp(page)
      ? getCookie(context, this.name)
      : getCookie(context, this.name, 'host');
    return value === '' ? undefined : value;
  }

  /** The cookie with or without the prefix, for a request whose page is not known. */
  find(context: Context<TokenEnv>): FoundCookie | undefined {
    const found = PageCookie.findAll(context, this.name).filter(({ name }) =>
      [this.name, `${HOST_PREFIX}${this.name}`].includes(name),
    );
    return found.find(({ isPrefixed }) => isPrefixed) ?? found[0];
  }

  /** All cookies whose name starts like this, with or without the prefix, in the order of the request. */
  static findAll(context: Context<TokenEnv>, nameStart: string): FoundCookie[] {
    return Object.entries(getCookie(context)).flatMap(([name, value]) => {
      const isPrefixed = name.startsWith(HOST_PREFIX);
      const ownName = isPrefixed ? name.slice(HOST_PREFIX.length) : name;
      return ownName.startsWith(nameStart) && value !== '' ? [{ name, value, isPrefixed }] : [];
    });
  }

  static drop(context: Context<TokenEnv>, { name, isPrefixed }: FoundCookie): void {
    deleteCookie(context, name, { path: '/', secure: isPrefixed });
  }

  set(context: Context<TokenEnv>, page: URL, value: string): void {
    setCookie(context, this.name, value, { ...this.attributes(page), maxAge: this.maxAgeS });
  }

  clear(context: Context<TokenEnv>, page: URL): void {
    deleteCookie(context, this.name, this.attributes(page));
  }

  private attributes(page: URL): CookieOptions {
    const common = { httpOnly: true, sameSite: this.sameSite, path: '/' } as const;
    return isLoopbackHttp(page) ? common : { ...common, prefix: 'host', secure: true };
  }
}

/** Whether the page is served by plain http on this machine, so that its cookies have no `Secure` and no prefix. */
export function isLoopbackHttp(page: URL): boolean {
  return page.protocol === 'http:' && isLoopback(page);
}

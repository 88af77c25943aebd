import type { Context } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import type { CookieOptions } from 'hono/utils/cookie';
import type { TokenEnv } from '../http/token-env.ts';
import { isLoopback } from '../origins.ts';

const HOST_PREFIX = '__Host-';

/** A cookie as it came, and whether it came without the prefix. */
export interface FoundCookie {
  readonly name: string;
  readonly value: string;
  readonly plain: boolean;
}

type SameSite = 'Strict' | 'Lax';

/**
 * A cookie out of any script's reach, for the page's site.
 *
 * How it is kept is decided by the page, not by the request: behind a proxy the server itself sees plain http and a
 * host of the inside. Only for a page of http on this machine do the `__Host-` prefix and `Secure` give way, which
 * not every browser would take there.
 */
export class PageCookie {
  constructor(
    private readonly name: string,
    private readonly sameSite: SameSite,
    private readonly maxAgeS: number,
  ) {}

  get(context: Context<TokenEnv>, page: URL): string | undefined {
    const value = isPlain(page)
      ? getCookie(context, this.name)
      : getCookie(context, this.name, 'host');
    return value === '' ? undefined : value;
  }

  /** Under either name, where the page is not known yet. */
  find(context: Context<TokenEnv>): FoundCookie | undefined {
    const found = PageCookie.findAll(context, this.name).filter(({ name }) =>
      [this.name, `${HOST_PREFIX}${this.name}`].includes(name),
    );
    return found.find(({ plain }) => !plain) ?? found[0];
  }

  /** All whose names begin so, under either name, in the order in which they came. */
  static findAll(context: Context<TokenEnv>, beginning: string): FoundCookie[] {
    return Object.entries(getCookie(context)).flatMap(([name, value]) => {
      const plain = !name.startsWith(HOST_PREFIX);
      const isOne = (plain ? name : name.slice(HOST_PREFIX.length)).startsWith(beginning);
      return isOne && value !== '' ? [{ name, value, plain }] : [];
    });
  }

  static drop(context: Context<TokenEnv>, { name, plain }: FoundCookie): void {
    deleteCookie(context, name, { path: '/', secure: !plain });
  }

  set(context: Context<TokenEnv>, page: URL, value: string): void {
    setCookie(context, this.name, value, { ...this.attributes(page), maxAge: this.maxAgeS });
  }

  clear(context: Context<TokenEnv>, page: URL): void {
    deleteCookie(context, this.name, this.attributes(page));
  }

  private attributes(page: URL): CookieOptions {
    const common = { httpOnly: true, sameSite: this.sameSite, path: '/' } as const;
    return isPlain(page) ? common : { ...common, prefix: 'host', secure: true };
  }
}

/** Whether the page's cookies go without `Secure` and the prefix. */
export function isPlain(page: URL): boolean {
  return page.protocol === 'http:' && isLoopback(page);
}

const LOOPBACK_HOST = /^(localhost|[a-z0-9.-]+\.localhost|127\.0\.0\.1|\[::1\])$/;

/** Whether the URL never leaves this machine, so that plain http is as good as https. */
export function isLoopback(url: URL): boolean {
  return LOOPBACK_HOST.test(url.hostname);
}

/**
 * As a browser writes it in `Origin`. Unlike `URL.origin` it also knows the pages of extensions, and never takes the
 * origin that a `blob:` URL carries inside for one of its own.
 */
export function originOf(url: URL): string {
  return `${url.protocol}//${url.host}`;
}

/** Whether a page of this origin keeps what it is told to itself: https, an extension, or http on this machine. */
export function isPrivateOrigin(url: URL): boolean {
  return url.protocol !== 'http:' || isLoopback(url);
}

/** Pages of the web, of browser extensions, and of apps that bring their pages along (Capacitor, Ionic, Tauri). */
const PAGE_PROTOCOL = /^(https?|(chrome|moz|safari-web)-extension|capacitor|ionic|tauri):$/;
const HOST = /^([a-z0-9_-]+(\.[a-z0-9_-]+)*\.?|\[[0-9a-f:]+\])(:\d+)?$/;

/** What is wrong with an entry of the list of origins; undefined for a good one. */
export function originProblem(text: string): string | undefined {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url?.host) {
    return `has "${text}", which is no origin such as https://app.example.com`;
  }
  if (url.host.includes('*')) {
    return `has "${text}": each origin has to be written out, as there are no wildcards`;
  }
  if (!PAGE_PROTOCOL.test(url.protocol)) {
    return `has "${text}": no page has an origin of ${url.protocol}`;
  }
  if (originOf(url) !== text) {
    return `has "${text}"; a browser would send "${originOf(url)}"`;
  }
  if (!HOST.test(url.host)) {
    return `has "${text}", which is no origin such as https://app.example.com`;
  }
  return isPrivateOrigin(url) ? undefined : `has "${text}": tokens need https, except on localhost`;
}

/** A longer list may be one of an operator's customers, which is nobody's business. */
const MAX_HOMES = 5;

/** Where a person can go on whose app is not known: the pages of the list, if they are few. */
export function homesOf(allowedOrigins: readonly string[]): string[] {
  const homes = allowedOrigins.filter((origin) => /^https?:/.test(origin));
  return homes.length > MAX_HOMES ? [] : homes.map((origin) => `${origin}/`);
}

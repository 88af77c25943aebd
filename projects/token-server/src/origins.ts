const LOOPBACK_HOST = /^(localhost|[a-z0-9.-]+\.localhost|127\.0\.0\.1|\[::1\])$/;

/** Whether requests to the URL stay on this machine, where plain http is as safe as https. */
export function isLoopback(url: URL): boolean {
  return LOOPBACK_HOST.test(url.hostname);
}

/**
 * The origin as a browser writes it in `Origin`. `URL.origin` is not used: it is "null" for pages of extensions, and for a
 * `blob:` URL it is the origin of the URL inside.
 */
export function originOf(url: URL): string {
  return `${url.protocol}//${url.host}`;
}

/** Whether nobody on the network can read what a page of this origin receives: https, an extension, or http on loopback. */
export function isPrivateOrigin(url: URL): boolean {
  return url.protocol !== 'http:' || isLoopback(url);
}

/** Protocols of web pages, browser extensions, and apps that ship their own pages (Capacitor, Ionic, Tauri). */
const PAGE_PROTOCOL = /^(https?|(chrome|moz|safari-web)-extension|capacitor|ionic|tauri):$/;
const HOST = /^([a-z0-9_-]+(\.[a-z0-9_-]+)*\.?|\[[0-9a-f:]+\])(:\d+)?$/;

/** What is wrong with an entry of `allowedOrigins`; undefined for a valid one. */
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

/** A longer list may name the customers of the operator, which a stranger must not see. */
const MAX_APP_LINKS = 5;

/** Links for a person who came from an unknown app: the allowed origins, or none if there are many. */
export function appLinks(allowedOrigins: readonly string[]): string[] {
  const apps = allowedOrigins.filter((origin) => /^https?:/.test(origin));
  return apps.length > MAX_APP_LINKS ? [] : apps.map((origin) => `${origin}/`);
}

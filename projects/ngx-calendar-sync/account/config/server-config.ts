import { InjectionToken } from '@angular/core';

/** The routes of the app's own token server. */
export interface ServerConfig {
  /** Whether the server keeps the refresh token in its cookie. The routes after `refreshUrl` exist only then. */
  readonly sealed: boolean;
  readonly authUrl: string;
  readonly refreshUrl: string;
  readonly signOutUrl: string;
  readonly disconnectUrl: string;
  readonly loginUrl: string;
}

/** What the app's configuration says of its token server. */
export interface TokenServerSettings {
  readonly scopes: readonly string[];
  /** `undefined` where the app has none. */
  readonly server: ServerConfig | undefined;
}

/** The routes of a google-calendar-token-server with this base URL, which has no slash at its end. */
export function routesOf(base: string): Omit<ServerConfig, 'sealed'> {
  return {
    authUrl: `${base}/auth`,
    refreshUrl: `${base}/refresh`,
    signOutUrl: `${base}/sign-out`,
    disconnectUrl: `${base}/disconnect`,
    loginUrl: `${base}/login`,
  };
}

export const TOKEN_SERVER_SETTINGS = new InjectionToken<{ load(): Promise<TokenServerSettings> }>(
  'ngx-calendar-sync token server settings',
);

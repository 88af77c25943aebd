/** An OAuth client that the emulator accepts. */
export interface OAuthClient {
  /** The client ID. */
  readonly id: string;
  /** The client secret, which the token endpoint asks for. */
  readonly secret: string;
  /** Shown on the consent page. */
  readonly name?: string;
}

/** The OAuth client that is accepted unless `clients` names others. */
export const DEFAULT_CLIENT: OAuthClient = {
  id: 'emulator.apps.googleusercontent.com',
  secret: 'emulator-client-secret',
  name: 'Your calendar app',
};

/** Every name under `.localhost` is this machine (RFC 6761, section 6.3). */
const LOOPBACK_HOST = /^(([a-z0-9-]+\.)*localhost|127\.0\.0\.1|\[::1\])$/;

/** Every origin of this machine counts as registered and no other does, so codes and tokens never leave it. */
export function isLoopbackUrl(text: string): boolean {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  return (
    url !== undefined &&
    (url.protocol === 'http:' || url.protocol === 'https:') &&
    LOOPBACK_HOST.test(url.hostname) &&
    url.username === '' &&
    url.password === ''
  );
}

import { parseArgs } from 'node:util';

export const USAGE = `Usage: google-calendar-token-server [options]

Exchanges and renews Google's or Microsoft's OAuth tokens for the pages of a browser app.

Options
  --provider NAME     google (default) or microsoft
  --host ADDRESS      address to listen on (default: all of this machine's)
  --public-url URL    where browsers reach this server; needed for the redirect mode behind a proxy
  --trust-proxy N     how many proxies of yours stand in front; the client's address is then the Nth last entry of
                      X-Forwarded-For (default 0: the address that connects)
  --rate-limit N      requests that one address may make in a minute; 0 for any number (default 300)
  --help              shows this

Environment
  GOOGLE_CLIENT_ID, GOOGLE_CLIENT_SECRET   of the OAuth client; both are needed
  PROVIDER            google (default) or microsoft, whose variables are MICROSOFT_CLIENT_ID, MICROSOFT_CLIENT_SECRET,
                      MICROSOFT_TENANT (default common) and MICROSOFT_*_ENDPOINT
  ALLOWED_ORIGINS     comma-separated origins of your pages, such as https://app.example.com; needed
  SESSION_SECRETS     comma-separated, 32 characters or more each; the first seals, all open; needed in sealed mode
  TOKEN_MODE          sealed (default): the refresh token lives in an encrypted cookie
                      contract: the page keeps the refresh token
  REDIRECT_URI        redirect URI of the popup's code (default postmessage)
  PORT                port to listen on; 0 takes a free one (default 4400)
  GOOGLE_TOKEN_ENDPOINT, GOOGLE_AUTHORIZATION_ENDPOINT, GOOGLE_REVOCATION_ENDPOINT
                      other addresses than Google's, for an emulator
`;

/** The options of the command line, read and checked. */
export interface CliOptions {
  readonly help: boolean;
  readonly provider: string | undefined;
  readonly host: string | undefined;
  readonly publicUrl: string | undefined;
  readonly trustedProxies: number;
  /** Requests per minute and client address; 0 means no limit, undefined the default. */
  readonly rateLimit: number | undefined;
}

/** The command line has an option that does not exist or a value that cannot be used; the message says which. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** @throws UsageError */
export function readCliOptions(args: readonly string[]): CliOptions {
  const values = parse(args);
  return {
    help: values.help,
    provider: values.provider,
    host: values.host,
    publicUrl: values['public-url'],
    trustedProxies: readCount('--trust-proxy', values['trust-proxy']) ?? 0,
    rateLimit: readCount('--rate-limit', values['rate-limit']),
  };
}

function readCount(flag: string, text: string | undefined): number | undefined {
  if (text !== undefined && !/^\d{1,6}$/.test(text)) {
    throw new UsageError(`${flag} must be a number, not "${text}".`);
  }
  return text === undefined ? undefined : Number(text);
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        provider: { type: 'string' },
        host: { type: 'string' },
        'public-url': { type: 'string' },
        'trust-proxy': { type: 'string' },
        'rate-limit': { type: 'string' },
        help: { type: 'boolean', short: 'h', default: false },
      },
    }).values;
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

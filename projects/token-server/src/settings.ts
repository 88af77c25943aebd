import { isPrivateOrigin, originProblem } from './origins.ts';
import type { GoogleEndpoints, TokenServerOptions } from './options.ts';
import { isAllowedScope } from './redirect/scopes.ts';

/** One option that cannot be used as it is. */
export interface Problem {
  readonly option: keyof TokenServerOptions;
  readonly text: string;
}

/** Everything that is wrong with the options, at once. */
export class OptionsError extends Error {
  override readonly name = 'OptionsError';

  constructor(readonly problems: readonly Problem[]) {
    super(problems.map(({ option, text }) => `${option} ${text}`).join('\n'));
  }
}

/** The options with every default filled in. */
export interface Settings extends Required<Omit<TokenServerOptions, 'rateLimit' | 'publicUrl'>> {
  readonly endpoints: GoogleEndpoints;
  readonly rateLimit: TokenServerOptions['rateLimit'];
  readonly publicUrl: string | undefined;
}

const MIN_SECRET_LENGTH = 32;
const GOOGLE_TIMEOUT_MS = 10_000;
const POPUP_REDIRECT_URI = 'postmessage';

const GOOGLE: GoogleEndpoints = {
  token: 'https://oauth2.googleapis.com/token',
  authorization: 'https://accounts.google.com/o/oauth2/v2/auth',
  revocation: 'https://oauth2.googleapis.com/revoke',
};

const CALENDAR = 'https://www.googleapis.com/auth/calendar';
const SCOPES = [
  `${CALENDAR}.events.public.readonly`,
  `${CALENDAR}.readonly`,
  `${CALENDAR}.events.owned`,
];

/** @throws OptionsError that names all that is missing or wrong. */
export function readSettings(options: TokenServerOptions): Settings {
  const problems = [...problemsOf(options)];
  if (problems.length > 0) {
    throw new OptionsError(problems);
  }
  return {
    clientId: options.clientId,
    clientSecret: options.clientSecret,
    allowedOrigins: options.allowedOrigins,
    mode: options.mode ?? 'sealed',
    sessionSecrets: options.sessionSecrets ?? [],
    redirectUri: options.redirectUri ?? POPUP_REDIRECT_URI,
    endpoints: { ...GOOGLE, ...options.endpoints },
    scopes: options.scopes ?? SCOPES,
    basePath: options.basePath?.replace(/\/$/, '') ?? '',
    publicUrl: options.publicUrl?.replace(/\/$/, ''),
    rateLimit: options.rateLimit,
    googleTimeoutMs: options.googleTimeoutMs ?? GOOGLE_TIMEOUT_MS,
    log: options.log ?? (() => undefined),
    now: options.now ?? Date.now,
  };
}

function* problemsOf(options: TokenServerOptions): Generator<Problem> {
  yield* clientProblems(options);
  yield* originProblems(options.allowedOrigins);
  yield* modeProblems(options);
  yield* addressProblems(options);
  yield* numberProblems(options);
  const unknown = (options.scopes ?? []).filter((scope) => !isAllowedScope(scope));
  if (unknown.length > 0) {
    yield { option: 'scopes', text: `may not have ${unknown.join(', ')}` };
  }
}

function* clientProblems(options: TokenServerOptions): Generator<Problem> {
  for (const option of ['clientId', 'clientSecret'] as const) {
    const value = options[option];
    if (!isText(value)) {
      yield { option, text: 'is missing' };
    } else if (/…|^YOUR_/.test(value)) {
      yield { option, text: 'is still the placeholder of the documentation' };
    }
  }
}

function* originProblems(origins: unknown): Generator<Problem> {
  const option = 'allowedOrigins';
  if (origins === undefined || (Array.isArray(origins) && origins.length === 0)) {
    yield { option, text: 'is missing' };
  } else if (!Array.isArray(origins)) {
    yield { option, text: 'must be a list, such as ["https://app.example.com"]' };
  } else {
    for (const origin of origins) {
      const text = originProblem(String(origin));
      if (text !== undefined) {
        yield { option, text };
      }
    }
  }
}

/** Types say so already, but not to those who write JavaScript or read an environment. */
function isText(value: unknown): value is string {
  return typeof value === 'string' && value.trim() !== '';
}

function* numberProblems(options: TokenServerOptions): Generator<Problem> {
  const { googleTimeoutMs = GOOGLE_TIMEOUT_MS, rateLimit: { limit = 1, windowMs = 1 } = {} } =
    options;
  const isCount = (value: number) => Number.isInteger(value) && value > 0;
  if (!isCount(googleTimeoutMs)) {
    yield { option: 'googleTimeoutMs', text: 'must be a number of milliseconds above 0' };
  }
  if (!isCount(limit) || !isCount(windowMs)) {
    yield { option: 'rateLimit', text: 'must have a limit and a windowMs above 0' };
  }
}

function* modeProblems({
  mode = 'sealed',
  sessionSecrets = [],
}: TokenServerOptions): Generator<Problem> {
  // The type says so, but an environment may say anything.
  if (!['sealed', 'contract'].includes(mode)) {
    yield { option: 'mode', text: `is "${mode}"; it can be sealed or contract` };
  }
  if (mode === 'sealed' && sessionSecrets.length === 0) {
    yield { option: 'sessionSecrets', text: 'is missing; the sealed mode needs at least one' };
  }
  if (sessionSecrets.some((secret) => !isText(secret) || secret.length < MIN_SECRET_LENGTH)) {
    const text = `has an entry of less than ${MIN_SECRET_LENGTH} characters`;
    yield { option: 'sessionSecrets', text };
  }
}

function* addressProblems(options: TokenServerOptions): Generator<Problem> {
  for (const [name, address] of Object.entries(options.endpoints ?? {})) {
    if (!isPrivateAddress(address)) {
      yield {
        option: 'endpoints',
        text: `has "${address}" for ${name}, which is no https address`,
      };
    }
  }
  const { redirectUri = POPUP_REDIRECT_URI, publicUrl, basePath } = options;
  if (redirectUri !== POPUP_REDIRECT_URI && !isPrivateAddress(redirectUri)) {
    yield { option: 'redirectUri', text: `is "${redirectUri}", which is no https address` };
  }
  if (publicUrl !== undefined && (!isPrivateAddress(publicUrl) || /[?#]/.test(publicUrl))) {
    yield { option: 'publicUrl', text: `is "${publicUrl}", which is no https address of a path` };
  }
  if (basePath !== undefined && !/^\/[\w./~-]*$/.test(basePath)) {
    yield { option: 'basePath', text: `is "${basePath}", which is no path such as /api/google` };
  }
}

function isPrivateAddress(text: string): boolean {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const isOfTheWeb = url !== undefined && /^https?:$/.test(url.protocol);
  // `fetch` takes no address with a name and password in it.
  return isOfTheWeb && url.username === '' && url.password === '' && isPrivateOrigin(url);
}

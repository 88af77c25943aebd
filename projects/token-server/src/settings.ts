import { isPrivateOrigin, originProblem } from './origins.ts';
import type { GoogleEndpoints, Provider, TokenServerOptions } from './options.ts';
import { DEFAULT_SCOPES, isAllowedScope } from './redirect/scopes.ts';

/** An option that is missing or wrong. */
export interface Problem {
  /** The option's name. */
  readonly option: keyof TokenServerOptions;
  /** What is wrong, as the rest of a sentence that begins with the option's name. */
  readonly text: string;
}

/** Options are missing or wrong; the message names all of them, one per line. */
export class OptionsError extends Error {
  override readonly name = 'OptionsError';

  /** @param problems All options that are missing or wrong. */
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

const MIN_SESSION_SECRET_LENGTH = 32;
const DEFAULT_GOOGLE_TIMEOUT_MS = 10_000;
const POPUP_REDIRECT_URI = 'postmessage';

const GOOGLE_ENDPOINTS: GoogleEndpoints = {
  token: 'https://oauth2.googleapis.com/token',
  authorization: 'https://accounts.google.com/o/oauth2/v2/auth',
  revocation: 'https://oauth2.googleapis.com/revoke',
};

const DEFAULT_TENANT = 'common';
/** A word such as `common`, the id of a tenant, or one of its domains. */
const TENANT = /^[\w-]+(\.[\w-]+)*$/;

function defaultEndpoints(provider: Provider, tenant: string): GoogleEndpoints {
  if (provider === 'google') {
    return GOOGLE_ENDPOINTS;
  }
  const base = `https://login.microsoftonline.com/${tenant}/oauth2/v2.0`;
  return { token: `${base}/token`, authorization: `${base}/authorize`, revocation: '' };
}

/** @throws OptionsError that names every option that is missing or wrong. */
export function readSettings(options: TokenServerOptions): Settings {
  const problems = [...problemsOf(options)];
  if (problems.length > 0) {
    throw new OptionsError(problems);
  }
  const provider = options.provider ?? 'google';
  const tenant = options.tenant ?? DEFAULT_TENANT;
  return {
    provider,
    tenant,
    clientId: options.clientId,
    clientSecret: options.clientSecret,
    allowedOrigins: options.allowedOrigins,
    mode: options.mode ?? 'sealed',
    sessionSecrets: options.sessionSecrets ?? [],
    redirectUri: options.redirectUri ?? POPUP_REDIRECT_URI,
    endpoints: { ...defaultEndpoints(provider, tenant), ...options.endpoints },
    scopes: options.scopes ?? DEFAULT_SCOPES[provider],
    basePath: options.basePath?.replace(/\/$/, '') ?? '',
    publicUrl: options.publicUrl?.replace(/\/$/, ''),
    rateLimit: options.rateLimit,
    googleTimeoutMs: options.googleTimeoutMs ?? DEFAULT_GOOGLE_TIMEOUT_MS,
    log: options.log ?? (() => undefined),
    now: options.now ?? Date.now,
  };
}

function* problemsOf(options: TokenServerOptions): Generator<Problem> {
  yield* providerProblems(options);
  yield* clientProblems(options);
  yield* originProblems(options.allowedOrigins);
  yield* modeProblems(options);
  yield* addressProblems(options);
  yield* numberProblems(options);
  const unknown = (options.scopes ?? []).filter(
    (scope) => !isAllowedScope(scope, options.provider ?? 'google'),
  );
  if (unknown.length > 0) {
    yield { option: 'scopes', text: `may not have ${unknown.join(', ')}` };
  }
}

function* providerProblems({
  provider = 'google',
  tenant = DEFAULT_TENANT,
  mode,
}: TokenServerOptions): Generator<Problem> {
  // An environment variable can have a value that the type does not allow.
  if (!['google', 'microsoft'].includes(provider)) {
    yield { option: 'provider', text: `is "${provider}"; it can be google or microsoft` };
  }
  if (!TENANT.test(tenant)) {
    yield { option: 'tenant', text: `is "${tenant}", which is no tenant such as common` };
  }
  if (provider === 'microsoft' && mode === 'contract') {
    yield { option: 'mode', text: 'is "contract"; microsoft needs sealed' };
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

/** Checked at run time too: JavaScript and environment variables can give a value of another type. */
function isText(value: unknown): value is string {
  return typeof value === 'string' && value.trim() !== '';
}

function* numberProblems(options: TokenServerOptions): Generator<Problem> {
  const {
    googleTimeoutMs = DEFAULT_GOOGLE_TIMEOUT_MS,
    rateLimit: { limit = 1, windowMs = 1 } = {},
  } = options;
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
  // An environment variable can have a value that the type does not allow.
  if (!['sealed', 'contract'].includes(mode)) {
    yield { option: 'mode', text: `is "${mode}"; it can be sealed or contract` };
  }
  if (mode === 'sealed' && sessionSecrets.length === 0) {
    yield { option: 'sessionSecrets', text: 'is missing; the sealed mode needs at least one' };
  }
  if (
    sessionSecrets.some((secret) => !isText(secret) || secret.length < MIN_SESSION_SECRET_LENGTH)
  ) {
    const text = `has an entry of less than ${MIN_SESSION_SECRET_LENGTH} characters`;
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
  const isHttpUrl = url !== undefined && /^https?:$/.test(url.protocol);
  // `fetch` throws for an address that holds a user name or password.
  return isHttpUrl && url.username === '' && url.password === '' && isPrivateOrigin(url);
}

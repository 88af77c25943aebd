import type { GoogleEndpoints, Provider, TokenMode, TokenServerOptions } from './options.ts';
import { OptionsError, readSettings } from './settings.ts';

/** The environment variable or flag that sets each option, so that an error names what the operator has to change. */
const OPTION_SOURCES: Readonly<Partial<Record<keyof TokenServerOptions, string>>> = {
  provider: 'PROVIDER',
  tenant: 'MICROSOFT_TENANT',
  clientId: 'GOOGLE_CLIENT_ID',
  clientSecret: 'GOOGLE_CLIENT_SECRET',
  allowedOrigins: 'ALLOWED_ORIGINS',
  mode: 'TOKEN_MODE',
  sessionSecrets: 'SESSION_SECRETS',
  redirectUri: 'REDIRECT_URI',
  endpoints: 'GOOGLE_*_ENDPOINT',
  publicUrl: '--public-url',
};

const DEFAULT_PORT = 4400;

/** The options and the port that the environment variables set. */
export interface Environment {
  readonly options: TokenServerOptions;
  readonly port: number;
}

/** The server cannot run with these environment variables; the message names everything that is missing or wrong. */
export class EnvironmentError extends Error {
  override readonly name = 'EnvironmentError';
}

type Variables = Readonly<Record<string, string | undefined>>;

/**
 * @param more Options that come from elsewhere, such as flags. They win, and are checked together with the variables.
 * @throws EnvironmentError
 */
export function readEnvironment(
  variables: Variables,
  more: Partial<TokenServerOptions> = {},
): Environment {
  const text = (name: string) => variables[name]?.trim() ?? '';
  const mode = text('TOKEN_MODE');
  const provider = (more.provider ?? text('PROVIDER')) || 'google';
  const prefix = provider === 'microsoft' ? 'MICROSOFT' : 'GOOGLE';
  const tenant = text('MICROSOFT_TENANT');
  const redirectUri = text('REDIRECT_URI');
  const options: TokenServerOptions = {
    ...(provider !== 'google' && { provider: provider as Provider }),
    clientId: text(`${prefix}_CLIENT_ID`),
    clientSecret: text(`${prefix}_CLIENT_SECRET`),
    allowedOrigins: split(text('ALLOWED_ORIGINS')),
    sessionSecrets: split(text('SESSION_SECRETS')),
    endpoints: readEndpoints(text, prefix),
    ...(tenant !== '' && { tenant }),
    ...(mode !== '' && { mode: mode as TokenMode }),
    ...(redirectUri !== '' && { redirectUri }),
    ...more,
  };
  const port = text('PORT') === '' ? DEFAULT_PORT : Number(text('PORT'));
  const problems = [...optionProblems(options), ...portProblems(port, text('PORT'))];
  if (problems.length > 0) {
    const list = problems.map((problem) => `  ${problem}`).join('\n');
    throw new EnvironmentError(`The server cannot start with this environment:\n${list}`);
  }
  return { options, port };
}

function optionProblems(options: TokenServerOptions): string[] {
  try {
    readSettings(options);
    return [];
  } catch (error) {
    if (error instanceof OptionsError) {
      return error.problems.map(
        ({ option, text }) => `${sourceOf(option, options.provider)} ${text}`,
      );
    }
    throw error;
  }
}

function sourceOf(option: keyof TokenServerOptions, provider: Provider | undefined): string {
  const source = OPTION_SOURCES[option] ?? option;
  return provider === 'microsoft' ? source.replace('GOOGLE_', 'MICROSOFT_') : source;
}

function portProblems(port: number, text: string): string[] {
  const isGood = Number.isInteger(port) && port >= 0 && port <= 65_535;
  return isGood ? [] : [`PORT is "${text}"; it can be a number from 0 to 65535`];
}

function readEndpoints(text: (name: string) => string, prefix: string): Partial<GoogleEndpoints> {
  const token = text(`${prefix}_TOKEN_ENDPOINT`);
  const authorization = text(`${prefix}_AUTHORIZATION_ENDPOINT`);
  const revocation = text(`${prefix}_REVOCATION_ENDPOINT`);
  return {
    ...(token !== '' && { token }),
    ...(authorization !== '' && { authorization }),
    ...(revocation !== '' && { revocation }),
  };
}

function split(text: string): string[] {
  return text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

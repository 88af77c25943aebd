import { SchematicsException } from '@angular-devkit/schematics';
import { type Service, SERVICES } from './services';

/** What `schema.json` describes. */
export interface NgAddOptions {
  readonly project?: string;
  readonly provider: 'google' | 'outlook' | 'both';
  readonly clientId: string;
  readonly auth: 'client' | 'server' | 'redirect';
  readonly tokenServer?: string;
  readonly outlookTokenServer?: string;
  readonly component: boolean;
}

/** A service that the app gets, and what its configuration holds. */
export interface ChosenService {
  readonly service: Service;
  /** The placeholder where none was given. */
  readonly clientId: string;
  readonly auth: NgAddOptions['auth'];
  /** Absent where the sign-in needs none. */
  readonly tokenServer: string | undefined;
}

/** Two slashes, or what a browser reads as two, would begin with the name of a host. */
const PATH = /^\/(?![/\\])\S*$/;

/** @throws SchematicsException for an option that cannot be used. */
export function chosenServices(options: NgAddOptions): readonly ChosenService[] {
  const { provider, auth } = options;
  const services = SERVICES.filter(({ name }) => provider === name || provider === 'both');
  const clientIds = readClientIds(options, services);
  return services.map((service) => ({
    service,
    clientId: clientIds.find((id) => service.isClientId.test(id)) ?? service.clientIdPlaceholder,
    auth,
    tokenServer: needsTokenServer(service, auth) ? readTokenServer(service, options) : undefined,
  }));
}

/** By redirect, Microsoft gives a page what renews its tokens, which Google does not. */
function needsTokenServer({ name }: Service, auth: NgAddOptions['auth']): boolean {
  return auth === 'server' || (auth === 'redirect' && name === 'google');
}

/**
 * The client IDs without spaces around them. Which service each is of is seen by its form.
 *
 * @throws SchematicsException for what is none. The message does not repeat it: it may be a secret.
 */
function readClientIds(
  { clientId }: NgAddOptions,
  services: readonly Service[],
): readonly string[] {
  const ids = clientId
    .split(',')
    .map((id) => id.trim())
    .filter((id) => id !== '');
  if (!ids.every((id) => services.some(({ isClientId }) => isClientId.test(id)))) {
    const problem = services.map(({ clientIdProblem }) => clientIdProblem).join(' ');
    throw new SchematicsException(
      `${problem} Run ng add again, with that one or with none, to start with the emulator.`,
    );
  }
  return ids;
}

/**
 * The HTTP URL of the token server without a slash at its end, or its path on the origin of the app.
 *
 * @throws SchematicsException for what is neither.
 */
function readTokenServer(service: Service, options: NgAddOptions): string {
  const { provider, tokenServer, outlookTokenServer } = options;
  const isOutlook = service.name === 'outlook';
  const given = isOutlook
    ? (outlookTokenServer ?? (provider === 'outlook' ? tokenServer : undefined))
    : tokenServer;
  const text = (given ?? service.tokenServer.url).trim();
  if (PATH.test(text)) {
    return text.replace(/(.)\/$/, '$1');
  }
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url?.protocol !== 'https:' && url?.protocol !== 'http:') {
    const option = isOutlook && provider === 'both' ? '--outlook-token-server' : '--token-server';
    throw new SchematicsException(
      `${option} ${text} is no URL. Give the address of your google-calendar-token-server, ` +
        `such as https://app.example.com/${service.name}, or its path on the origin of your app, such as /api/${service.name}.`,
    );
  }
  return url.href.replace(/\/$/, '');
}

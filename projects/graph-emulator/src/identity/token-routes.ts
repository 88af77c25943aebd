import { Hono, type Context } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { Directory } from './directory.ts';
import { errorBody, IdentityError } from './identity-error.ts';
import {
  missingParameter,
  missingSecret,
  originForbidden,
  originRequired,
  publicClient,
  unknownClient,
  unknownTenant,
  wrongSecret,
} from './refusals.ts';
import { isRegisteredOrigin, type RegisteredClient } from './registered-client.ts';
import { readAuthority } from './tenants.ts';
import type { TokenEndpoint } from './token-endpoint.ts';

/** One request of the token endpoint, for tests that count them. */
export interface TokenRequest {
  /** Its `grant_type`. */
  readonly grantType: string;
  /** Its `client_id`. */
  readonly clientId: string;
  /** Whether it got tokens. */
  readonly isAnswered: boolean;
}

export interface TokenRouteDependencies {
  readonly directory: Directory;
  readonly clients: readonly RegisteredClient[];
  readonly endpoint: TokenEndpoint;
  readonly origin: () => string;
  readonly now: () => number;
  readonly record: (request: TokenRequest) => void;
}

const TOKEN_PATH = '/:tenant/oauth2/v2.0/token';

/** The token endpoint. Pages of single-page apps' origins can read its answers, and no others. */
export function tokenRoutes(parts: TokenRouteDependencies): Hono {
  const { directory, clients, endpoint, record } = parts;
  const routes = new Hono();

  routes.options(TOKEN_PATH, (context) => {
    const origin = context.req.header('Origin');
    if (
      origin === undefined ||
      !clients.some((registered) => isRegisteredOrigin(registered, origin))
    ) {
      return context.body(null, 204);
    }
    return context.body(null, 204, {
      'Access-Control-Allow-Origin': origin,
      'Access-Control-Allow-Methods': 'POST, OPTIONS',
      'Access-Control-Allow-Headers': context.req.header('Access-Control-Request-Headers') ?? '',
      'Access-Control-Max-Age': '3600',
    });
  });

  routes.post(TOKEN_PATH, async (context) => {
    const form = await readForm(context);
    const origin = context.req.header('Origin');
    const client = clients.find(({ clientId }) => clientId === form.get('client_id'));
    const answered = (isAnswered: boolean) => {
      record({
        grantType: form.get('grant_type') ?? '',
        clientId: form.get('client_id') ?? '',
        isAnswered,
      });
    };
    context.header('Cache-Control', 'no-store, no-cache');
    context.header('Pragma', 'no-cache');
    if (origin !== undefined && client && isRegisteredOrigin(client, origin)) {
      context.header('Access-Control-Allow-Origin', origin);
      context.header('Access-Control-Expose-Headers', 'Content-Length, Content-Encoding');
      context.header('Vary', 'Origin');
    }
    try {
      const segment = context.req.param('tenant');
      const authority = readAuthority(segment, directory.all());
      if (!authority) {
        throw unknownTenant(segment);
      }
      const answer = await endpoint.answer(form, authenticate(form, client, origin), authority);
      answered(true);
      return context.json(answer);
    } catch (error) {
      if (!(error instanceof IdentityError)) {
        throw error;
      }
      answered(false);
      const body = errorBody(error, {
        now: parts.now(),
        origin: parts.origin(),
        correlationId:
          form.get('client-request-id') ??
          context.req.query('client-request-id') ??
          context.req.header('client-request-id'),
      });
      return context.json(body, error.status satisfies ContentfulStatusCode);
    }
  });

  return routes;
}

/** @throws IdentityError unless the app is known and asks as its kind of redirect URI demands (v2-oauth2-auth-code-flow). */
function authenticate(
  form: URLSearchParams,
  client: RegisteredClient | undefined,
  origin: string | undefined,
): RegisteredClient {
  const clientId = form.get('client_id');
  if (!clientId) {
    throw missingParameter('client_id');
  }
  if (!client) {
    throw unknownClient(clientId);
  }
  const secret = form.get('client_secret') ?? undefined;
  if (client.kind === 'spa') {
    if (secret !== undefined) {
      throw publicClient();
    }
    if (origin === undefined) {
      throw originRequired();
    }
    if (!isRegisteredOrigin(client, origin)) {
      throw originForbidden();
    }
    return client;
  }
  if (origin !== undefined) {
    throw originForbidden();
  }
  if (secret === undefined) {
    throw missingSecret();
  }
  if (secret !== client.secret) {
    throw wrongSecret(clientId);
  }
  return client;
}

/** Reads the form. The credentials of a Basic header are added to it. */
async function readForm(context: Context): Promise<URLSearchParams> {
  const form = new URLSearchParams(await context.req.text());
  const basic = /^Basic\s+(.+)$/i.exec(context.req.header('Authorization') ?? '')?.[1];
  if (basic !== undefined) {
    const text = Buffer.from(basic, 'base64').toString();
    const colon = text.indexOf(':');
    form.set('client_id', formDecoded(text.slice(0, Math.max(colon, 0))));
    form.set('client_secret', formDecoded(text.slice(colon + 1)));
  }
  return form;
}

/** RFC 6749, section 2.3.1: both are form-encoded before they are joined. */
function formDecoded(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return text;
  }
}

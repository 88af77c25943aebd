import { Hono } from 'hono';
import { cors } from 'hono/cors';
import type { Directory } from './directory.ts';
import { errorBody, IdentityError } from './identity-error.ts';
import { missingParameter, unknownTenant } from './refusals.ts';
import { issuerOfKeys, type SignedTokens } from './signed-tokens.ts';
import { issuerTenant, readAuthority, type Authority } from './tenants.ts';

export interface DiscoveryDependencies {
  readonly directory: Directory;
  readonly signed: SignedTokens;
  readonly origin: () => string;
  readonly now: () => number;
}

/** The documents by which clients find the endpoints, the keys and the cloud of an authority. Every page may read them. */
export function discoveryRoutes({ directory, signed, origin, now }: DiscoveryDependencies): Hono {
  const routes = new Hono();
  for (const path of ['/:tenant/v2.0/.well-known/*', '/:tenant/discovery/*']) {
    routes.use(path, cors({ origin: '*', allowMethods: ['GET', 'OPTIONS'] }));
  }

  const authorityOf = (segment: string): Authority => {
    const authority = readAuthority(segment, directory.all());
    if (!authority) {
      throw unknownTenant(segment);
    }
    return authority;
  };

  routes.get('/:tenant/v2.0/.well-known/openid-configuration', (context) =>
    context.json(openIdConfiguration(authorityOf(context.req.param('tenant')), origin())),
  );

  routes.get('/:tenant/discovery/v2.0/keys', async (context) => {
    const tenant = issuerTenant(authorityOf(context.req.param('tenant')));
    return context.json(await signed.jwks(issuerOfKeys(origin(), tenant)));
  });

  routes.get('/common/discovery/instance', (context) => {
    const endpoint = context.req.query('authorization_endpoint');
    if (!endpoint) {
      throw missingParameter('authorization_endpoint');
    }
    const segment = URL.canParse(endpoint) ? new URL(endpoint).pathname.split('/')[1] : undefined;
    if (segment === undefined || new URL(endpoint).origin !== origin()) {
      throw new IdentityError(50049, 'invalid_instance', 'Unknown or invalid instance.');
    }
    const host = new URL(origin()).host;
    return context.json({
      tenant_discovery_endpoint: `${origin()}/${segment}/v2.0/.well-known/openid-configuration`,
      'api-version': '1.1',
      metadata: [{ preferred_network: host, preferred_cache: host, aliases: [host] }],
    });
  });

  routes.onError((error, context) => {
    if (!(error instanceof IdentityError)) {
      throw error;
    }
    return context.json(errorBody(error, { now: now(), origin: origin() }), error.status);
  });
  return routes;
}

/** v2-protocols-oidc. Its values that are false promises of an emulator, such as the device code flow, are left out. */
function openIdConfiguration(authority: Authority, origin: string): Record<string, unknown> {
  const base = `${origin}/${authority.segment}`;
  return {
    token_endpoint: `${base}/oauth2/v2.0/token`,
    token_endpoint_auth_methods_supported: ['client_secret_post', 'client_secret_basic'],
    jwks_uri: `${base}/discovery/v2.0/keys`,
    response_modes_supported: ['query', 'fragment', 'form_post'],
    subject_types_supported: ['pairwise'],
    id_token_signing_alg_values_supported: ['RS256'],
    response_types_supported: ['code'],
    scopes_supported: ['openid', 'profile', 'email', 'offline_access'],
    issuer: `${origin}/${issuerTenant(authority)}/v2.0`,
    request_uri_parameter_supported: false,
    authorization_endpoint: `${base}/oauth2/v2.0/authorize`,
    http_logout_supported: true,
    end_session_endpoint: `${base}/oauth2/v2.0/logout`,
    claims_supported: [
      'sub',
      'iss',
      'aud',
      'exp',
      'iat',
      'nonce',
      'preferred_username',
      'name',
      'tid',
      'ver',
      'email',
    ],
    tenant_region_scope: null,
    cloud_instance_name: new URL(origin).host,
    msgraph_host: new URL(origin).host,
  };
}

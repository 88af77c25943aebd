import { get } from 'node:https';
import { CONSUMERS_TENANT_ID } from '../../src/identity/tenants.ts';
import { startIdentity, type IdentityServer } from './testing/identity-server.ts';
import { CONTOSO_ID } from './testing/small-directory.ts';

type Document = Record<string, unknown>;

describe('Identity: discovery', () => {
  let identity: IdentityServer;

  beforeAll(async () => {
    identity = await startIdentity();
  });
  afterAll(() => identity.close());

  const read = async (path: string): Promise<Document> => {
    const response = await fetch(identity.url + path, { headers: { Origin: 'https://any.test' } });
    expect(response.headers.get('Access-Control-Allow-Origin')).toBe('*');
    return (await response.json()) as Document;
  };
  const configuration = (tenant: string) =>
    read(`/${tenant}/v2.0/.well-known/openid-configuration`);

  it('openid-configuration: names the endpoints of its own address', async () => {
    const { url } = identity;
    expect(await configuration('common')).toEqual(
      jasmine.objectContaining({
        issuer: `${url}/{tenantid}/v2.0`,
        authorization_endpoint: `${url}/common/oauth2/v2.0/authorize`,
        token_endpoint: `${url}/common/oauth2/v2.0/token`,
        end_session_endpoint: `${url}/common/oauth2/v2.0/logout`,
        jwks_uri: `${url}/common/discovery/v2.0/keys`,
        response_modes_supported: ['query', 'fragment', 'form_post'],
        id_token_signing_alg_values_supported: ['RS256'],
        subject_types_supported: ['pairwise'],
      }),
    );
  });

  it('openid-configuration: the issuer is that of the tenant', async () => {
    const issuerOf = async (tenant: string) => (await configuration(tenant))['issuer'];
    expect(await issuerOf('organizations')).toBe(`${identity.url}/{tenantid}/v2.0`);
    expect(await issuerOf('consumers')).toBe(`${identity.url}/${CONSUMERS_TENANT_ID}/v2.0`);
    expect(await issuerOf('contoso.example')).toBe(`${identity.url}/${CONTOSO_ID}/v2.0`);
  });

  it('openid-configuration: an unknown tenant answers invalid_request 90002', async () => {
    const document = await configuration('nowhere.example');
    expect([document['error'], document['error_codes']]).toEqual(['invalid_request', [90002]]);
  });

  it('keys: public RSA keys with their issuer, and no private part', async () => {
    const { keys } = (await read('/common/discovery/v2.0/keys')) as { keys: Document[] };
    expect(Object.keys(keys[0] ?? {}).sort()).toEqual([
      'e',
      'issuer',
      'kid',
      'kty',
      'n',
      'use',
      'x5t',
    ]);
  });

  it('instance discovery: the emulator is a cloud of its own, and other hosts are invalid_instance', async () => {
    const path = (endpoint: string) =>
      `/common/discovery/instance?api-version=1.1&authorization_endpoint=${encodeURIComponent(endpoint)}`;
    const { host } = new URL(identity.url);
    const known = await read(path(`${identity.url}/organizations/oauth2/v2.0/authorize`));
    expect(known).toEqual({
      tenant_discovery_endpoint: `${identity.url}/organizations/v2.0/.well-known/openid-configuration`,
      'api-version': '1.1',
      metadata: [{ preferred_network: host, preferred_cache: host, aliases: [host] }],
    });
    const foreign = await read(path('https://login.evil.test/common/oauth2/v2.0/authorize'));
    expect(foreign['error']).toBe('invalid_instance');
  });

  it('certificate: vouches for localhost, to whom trusts it alone', async () => {
    const secure = await startIdentity({ https: true });
    const status = (ca?: string) =>
      new Promise<number | string>((resolve) => {
        const url = `${secure.url}/common/discovery/v2.0/keys`;
        get(url, ca === undefined ? {} : { ca }, ({ statusCode }) => {
          resolve(statusCode ?? 0);
        }).once('error', (error) => {
          resolve('code' in error ? String(error.code) : error.message);
        });
      });
    expect(await status(secure.cert)).toBe(200);
    expect(await status()).toBe('DEPTH_ZERO_SELF_SIGNED_CERT');
    await secure.close();
  });
});

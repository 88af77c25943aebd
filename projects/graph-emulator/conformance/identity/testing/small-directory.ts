import type { Account } from '../../../src/accounts.ts';
import type { RegisteredClient } from '../../../src/identity/registered-client.ts';
import { CONSUMERS_TENANT_ID } from '../../../src/identity/tenants.ts';

export const CONTOSO_ID = '11111111-2222-4333-8444-555555555555';
export const FABRIKAM_ID = '66666666-7777-4888-8999-aaaaaaaaaaaa';

export const ADA: Account = {
  id: '0ada0000-0000-4000-8000-000000000001',
  email: 'ada@contoso.example',
  name: 'Ada Adler',
  kind: 'work',
  tenantId: CONTOSO_ID,
};

export const BEN: Account = {
  id: '0be00000-0000-4000-8000-000000000002',
  email: 'ben@contoso.example',
  name: 'Ben Bauer',
  kind: 'work',
  tenantId: CONTOSO_ID,
  password: 'correct horse',
};

export const CLEO: Account = {
  id: '0c1e0000-0000-4000-8000-000000000003',
  email: 'cleo@fabrikam.example',
  name: 'Cleo Conti',
  kind: 'work',
  tenantId: FABRIKAM_ID,
};

export const DANA: Account = {
  id: 'c0ffee0123456789',
  email: 'dana@outlook.example',
  name: 'Dana Dietz',
  kind: 'personal',
  tenantId: CONSUMERS_TENANT_ID,
};

export const ACCOUNTS: readonly Account[] = [ADA, BEN, CLEO, DANA];

export const SPA_ORIGIN = 'http://localhost:4200';

export const SPA: RegisteredClient = {
  clientId: 'aaaaaaaa-0000-4000-8000-00000000000a',
  kind: 'spa',
  name: 'Planner',
  redirectUris: [`${SPA_ORIGIN}/back`],
  audience: 'AzureADandPersonalMicrosoftAccount',
  permissions: ['User.Read', 'Calendars.Read'],
};

export const WEB: RegisteredClient = {
  clientId: 'bbbbbbbb-0000-4000-8000-00000000000b',
  kind: 'web',
  secret: 'a secret: 100% & more',
  name: 'Planner server',
  redirectUris: ['http://localhost:4300/callback'],
  audience: 'AzureADandPersonalMicrosoftAccount',
};

/** An app of one tenant. */
export const INTERNAL: RegisteredClient = {
  clientId: 'cccccccc-0000-4000-8000-00000000000c',
  kind: 'spa',
  redirectUris: [`${SPA_ORIGIN}/back`],
  audience: 'AzureADMyOrg',
  tenantId: CONTOSO_ID,
};

/** An app that any page of this machine may be. */
export const ANY_PAGE: RegisteredClient = {
  clientId: 'dddddddd-0000-4000-8000-00000000000d',
  kind: 'spa',
  name: 'Any page',
  redirectUris: 'loopback',
  audience: 'AzureADandPersonalMicrosoftAccount',
};

/** An app for personal accounts. */
export const HOME: RegisteredClient = {
  clientId: 'eeeeeeee-0000-4000-8000-00000000000e',
  kind: 'spa',
  redirectUris: [`${SPA_ORIGIN}/back`],
  audience: 'PersonalMicrosoftAccount',
};

export const CLIENTS: readonly RegisteredClient[] = [SPA, WEB, INTERNAL, ANY_PAGE, HOME];

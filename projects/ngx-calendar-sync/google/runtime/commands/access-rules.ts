import { inject } from '@angular/core';
import { map, reduce } from 'rxjs';
import { CalendarSyncError, ɵhasCode as hasCode } from 'ngx-calendar-sync/base';
import type { CommandOptions, WriteOptions } from 'ngx-calendar-sync/core';
import { get, write } from '../api/api-request';
import { GoogleCalendarApi } from '../api/google-calendar-api';
import type { GoogleAcl, GoogleAclRule } from 'ngx-calendar-sync/google/start';
import { CONFIG } from '../config/config-ref';
import type { OpenSession } from '../provider/google-account';
import { calendarPath } from './calendar-paths';
import type {
  GoogleAccessRole,
  GoogleAccessRule,
  GoogleAccessScope,
} from '../mapping/calendar-types';
import { assertGranted } from './assert-granted';
import { invalidRequest } from './invalid-request';

/** From the weakest to the strongest. */
const ROLES: readonly GoogleAccessRole[] = [
  'none',
  'freeBusyReader',
  'reader',
  'writerWithoutPrivateAccess',
  'writer',
  'owner',
];

const SCOPE_TYPES: readonly GoogleAccessScope['type'][] = ['user', 'group', 'domain', 'default'];

/** Who may do what in a calendar. */
export class AccessRules {
  readonly #api = inject(GoogleCalendarApi);
  readonly #config = inject(CONFIG);

  async getAccessRules(
    { session, provider, idOf }: OpenSession,
    name: string,
    { signal }: CommandOptions = {},
  ): Promise<readonly GoogleAccessRule[]> {
    assertGranted(provider, 'acls.readonly');
    const request = { ...get(aclPath(idOf(name)), 'token'), params: { maxResults: 250 } };
    const rules$ = this.#api.pages<GoogleAcl>(request).pipe(
      map(({ items = [] }) => items.flatMap((rule) => toRule(rule) ?? [])),
      reduce<readonly GoogleAccessRule[], readonly GoogleAccessRule[]>(
        (all, page) => [...all, ...page],
        [],
      ),
    );
    return session.ask(rules$, signal);
  }

  /** Google replaces the rule that the scope has, if there is one. */
  async setAccessRule(
    { session, provider, idOf }: OpenSession,
    name: string,
    { scope, role }: Omit<GoogleAccessRule, 'id'>,
    { sendUpdates, signal }: WriteOptions = {},
  ): Promise<GoogleAccessRule> {
    assertRole(role, scope);
    const body = { scope: checkedScope(scope), role };
    assertGranted(provider, 'acls');
    const told = sendUpdates ?? this.#config.current?.sendUpdates;
    const request = {
      ...write('POST', aclPath(idOf(name))),
      body,
      // Google tells the user by e-mail unless it is asked not to.
      params: { sendNotifications: told === 'all' },
    };
    const rule = toRule(await session.ask(this.#api.request<GoogleAclRule>(request), signal));
    if (!rule) {
      throw new CalendarSyncError(
        'unavailable',
        'Google’s answer lacks the access rule: call getAccessRules() to see it.',
      );
    }
    return rule;
  }

  async deleteAccessRule(
    { session, provider, idOf }: OpenSession,
    name: string,
    ruleId: string,
    { signal }: CommandOptions = {},
  ): Promise<void> {
    if (ruleId === '') {
      throw invalidRequest('Give the id of the access rule, such as "user:ada@example.com".');
    }
    assertGranted(provider, 'acls');
    const path = `${aclPath(idOf(name))}/${encodeURIComponent(ruleId)}`;
    // Looked for first: where the answer to the deletion is lost, its repetition is refused as the deletion of a rule that
    // never was.
    await session.ask(this.#api.request(get(path, 'token')), signal);
    await session.ask(this.#api.request(write('DELETE', path)), signal).catch((error: unknown) => {
      if (!hasCode(error, 'not-found', 'deleted')) {
        throw error;
      }
    });
  }
}

const aclPath = (calendarId: string) => `${calendarPath(calendarId)}/acl`;

/** `undefined` for a rule of a kind that this version does not know. */
function toRule({ id, scope, role }: GoogleAclRule): GoogleAccessRule | undefined {
  const type = SCOPE_TYPES.find((known) => known === scope?.type);
  const knownRole = ROLES.find((known) => known === role);
  if (id === undefined || !type || !knownRole) {
    return undefined;
  }
  const value = scope?.value;
  return { id, scope: { type, ...(value === undefined ? {} : { value }) }, role: knownRole };
}

function assertRole(role: GoogleAccessRole, { type }: GoogleAccessScope): void {
  if (!ROLES.includes(role)) {
    throw invalidRequest(`"${role}" is not a role: use one of ${ROLES.join(', ')}.`);
  }
  if (type === 'default' && ROLES.indexOf(role) > ROLES.indexOf('reader')) {
    throw invalidRequest('Everybody can get the role reader at most.');
  }
}

function checkedScope({ type, value }: GoogleAccessScope): GoogleAccessScope {
  switch (type) {
    case 'default':
      return { type };
    case 'domain':
      if (!value || value.includes('@')) {
        throw invalidRequest('An access rule for a domain needs its name, such as "example.com".');
      }
      return { type, value };
    case 'user':
    case 'group':
      if (!value || !/^[^\s@]+@[^\s@]+$/.test(value)) {
        throw invalidRequest(`An access rule for a ${type} needs an e-mail address.`);
      }
      return { type, value };
    default:
      throw invalidRequest(
        `An access rule is for a scope of one of these types: ${SCOPE_TYPES.join(', ')}.`,
      );
  }
}

import type { WireAclRule } from '../discovery/wire-types.generated.ts';
import { rankOf, ROLES, ruleId, type AccessRule, type AccessScope } from '../world/access-list.ts';
import type { Calendar } from '../world/calendar.ts';
import type { Revision } from '../world/revisions.ts';
import {
  cannotChangeOwnAcl,
  cannotModifyAclOfCalendarOwner,
  illegalAccessRoleForDefault,
  invalid,
  notFound,
  required,
  requiredAccessLevel,
} from './api-error.ts';
import { namedInPath, ownedInPath } from './calendar-access.ts';
import { assertUnchanged, userOf, type Answer, type Call, type Handler } from './call.ts';
import { syncedPage } from './synced-list.ts';

const SCOPE_TYPES = ['default', 'user', 'group', 'domain'] as const;

const list: Handler = (call) => {
  const { access, id } = readableRules(call);
  const showDeleted = call.parameters.flag('showDeleted') ?? false;
  const page = syncedPage(call, {
    name: `acl ${id}`,
    change: access.change,
    all: () =>
      access
        .all()
        .filter((rule) => showDeleted || rule.value.role !== 'none')
        .map(resourceOf),
    since: (change) => access.since(change).map(resourceOf),
    alwaysWithSync: ['showDeleted'],
  });
  const { etag } = access;
  return { etag, body: { kind: 'calendar#acl', etag, ...page.tokens }, items: page.items };
};

const get: Handler = (call) => answer(existing(call, readableRules(call)));

const insert: Handler = (call) => {
  const calendar = ownedInPath(call);
  const body: WireAclRule = call.body;
  return share(call, calendar, { scope: scopeOf(body), role: roleOf(body) });
};

const update: Handler = (call) => {
  const calendar = ownedInPath(call);
  const { scope } = ruleToChange(call, calendar);
  return share(call, calendar, { scope, role: roleOf(call.body) });
};

const patch: Handler = (call) => {
  const calendar = ownedInPath(call);
  const { scope, role } = ruleToChange(call, calendar);
  return share(call, calendar, { scope, role: roleOf({ role, ...call.body }) });
};

const remove: Handler = (call) => {
  const calendar = ownedInPath(call);
  put(call, calendar, { scope: ruleToChange(call, calendar).scope, role: 'none' });
  return {};
};

export const aclMethods: Readonly<Record<string, Handler>> = {
  'calendar.acl.list': list,
  'calendar.acl.get': get,
  'calendar.acl.insert': insert,
  'calendar.acl.update': update,
  'calendar.acl.patch': patch,
  'calendar.acl.delete': remove,
};

/**
 * The calendar of the path, for reading its access rules.
 * @throws ApiError 403 for roles below writer.
 */
export function readableRules(call: Call): Calendar {
  const { calendar, role } = namedInPath(call);
  if (role !== 'owner' && role !== 'writer') {
    throw requiredAccessLevel('writer');
  }
  return calendar;
}

function existing(call: Call, calendar: Calendar): Revision<AccessRule> {
  const rule = calendar.access.get(call.parameters.inPath('ruleId'));
  if (!rule || rule.value.role === 'none') {
    throw notFound();
  }
  return rule;
}

function ruleToChange(call: Call, calendar: Calendar): AccessRule {
  const rule = existing(call, calendar);
  assertUnchanged(call, `"${rule.version}"`);
  return rule.value;
}

/** Writes the rule and, unless the request declines it, tells the person or group of a new role by mail. */
function share(call: Call, calendar: Calendar, rule: AccessRule): Answer {
  const { type, value } = rule.scope;
  const before = calendar.access.get(ruleId(rule.scope))?.value.role ?? 'none';
  const answered = put(call, calendar, rule);
  const isToldByMail = call.parameters.flag('sendNotifications') ?? true;
  const isNewRole = rule.role !== before && rule.role !== 'none';
  if (isToldByMail && isNewRole && value !== undefined && (type === 'user' || type === 'group')) {
    call.outbox.add({ to: value, kind: 'access', calendarId: calendar.id });
  }
  return answered;
}

function put(call: Call, calendar: Calendar, rule: AccessRule): Answer {
  assertMayBeChanged(call, calendar, rule);
  const written = calendar.access.put(rule, call.world.clock.now());
  call.world.removeFromListsWithoutAccess(calendar.id);
  return answer(written);
}

function assertMayBeChanged(call: Call, calendar: Calendar, { scope, role }: AccessRule): void {
  const isUser = scope.type === 'user';
  const before = calendar.access.get(ruleId(scope))?.value.role;
  if (isUser && scope.value === userOf(call).email && role !== before) {
    throw cannotChangeOwnAcl();
  }
  if (isUser && scope.value === calendar.owner && role !== 'owner') {
    throw cannotModifyAclOfCalendarOwner();
  }
  if (scope.type === 'default' && rankOf(role) > rankOf('reader')) {
    throw illegalAccessRoleForDefault();
  }
}

function scopeOf({ scope }: WireAclRule): AccessScope {
  const type = SCOPE_TYPES.find((each) => each === scope?.type);
  if (!type) {
    throw required('Missing or invalid scope type.');
  }
  if (type === 'default') {
    return { type };
  }
  if (!scope?.value) {
    throw required('Missing scope value.');
  }
  return { type, value: scope.value };
}

function roleOf({ role }: WireAclRule): AccessRule['role'] {
  const known = ROLES.find((each) => each === role);
  if (!known) {
    throw role ? invalid('Invalid role.') : required('Missing role.');
  }
  return known;
}

function resourceOf({ value, version }: Revision<AccessRule>): WireAclRule {
  const { scope, role } = value;
  return { kind: 'calendar#aclRule', etag: `"${version}"`, id: ruleId(scope), scope, role };
}

function answer(rule: Revision<AccessRule>): Answer {
  const body = resourceOf(rule);
  return { body, etag: body.etag };
}

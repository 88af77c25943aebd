import type { MiddlewareHandler } from 'hono';
import type { CalendarEntry, Mailbox } from '../calendar/mailbox.ts';
import type { Caller, GraphContext, GraphEnv, GraphParts } from './graph-env.ts';
import { accessDenied, GraphError, itemNotFound, malformedId } from './graph-error.ts';

/** What a request does; each is allowed by one of several permissions. */
const PERMISSIONS = {
  read: ['Calendars.ReadBasic', 'Calendars.Read', 'Calendars.ReadWrite'],
  readExtensions: ['Calendars.Read', 'Calendars.ReadWrite'],
  write: ['Calendars.ReadWrite'],
  readSettings: ['MailboxSettings.Read', 'MailboxSettings.ReadWrite'],
  writeSettings: ['MailboxSettings.ReadWrite'],
  readUser: ['User.Read', 'User.ReadWrite', 'User.ReadBasic.All'],
} as const;
export type Permission = keyof typeof PERMISSIONS;

/** Finds the mailbox of the access token. */
export function withCaller({ world, checkAccessToken }: GraphParts): MiddlewareHandler<GraphEnv> {
  return async (context, next) => {
    const header = context.req.header('Authorization');
    const token = /^Bearer\s+(.+)$/i.exec(header ?? '')?.[1];
    if (token === undefined) {
      throw invalidToken('Access token is empty.');
    }
    const claims = checkAccessToken(token);
    if (!claims) {
      throw invalidToken('Lifetime validation failed, the token is expired.');
    }
    const mailbox = world.mailboxOfUser(claims.userId);
    if (!mailbox) {
      throw new GraphError(
        404,
        'MailboxNotEnabledForRESTAPI',
        'The mailbox is either inactive, soft-deleted, or is hosted on-premise.',
      );
    }
    context.set('caller', { mailbox, scopes: new Set(claims.scopes.map(withoutPrefix)) });
    await next();
  };
}

/** @throws GraphError if the token lacks the permission. */
export function expectPermission(context: GraphContext, permission: Permission): Caller {
  const caller = context.get('caller');
  if (!isAllowed(caller, permission)) {
    throw accessDenied();
  }
  return caller;
}

export function isAllowed({ scopes }: Caller, permission: Permission): boolean {
  return PERMISSIONS[permission].some((name) => scopes.has(name) || scopes.has(`${name}.Shared`));
}

/** Whether the token lets its app see only the times and titles of events. */
export function isBasic(caller: Caller): boolean {
  return !isAllowed(caller, 'readExtensions');
}

/** The calendar that the path names; the default one where it names none. */
export function entryOf(context: GraphContext, { world }: GraphParts): CalendarEntry {
  const { mailbox } = context.get('caller');
  const calendarId = context.req.param('calendarId');
  const owner = ownerOf(context, world.mailbox(context.req.param('user') ?? ''));
  if (owner && owner !== mailbox) {
    const { store } = owner.defaultCalendar;
    const shared = [...mailbox.calendars.values()].find((entry) => entry.store === store);
    if (!shared || !hasSharedScope(context.get('caller'))) {
      throw accessDenied();
    }
    return shared;
  }
  if (calendarId === undefined) {
    return mailbox.defaultCalendar;
  }
  const entry = mailbox.calendars.get(calendarId);
  if (!entry) {
    throw calendarId.startsWith('AAMk') ? itemNotFound() : malformedId();
  }
  return entry;
}

/** The mailbox of `users/{id}`; undefined for `me`. */
function ownerOf(context: GraphContext, byAddress: Mailbox | undefined): Mailbox | undefined {
  const user = context.req.param('user');
  const { mailbox } = context.get('caller');
  if (user === undefined || user === mailbox.account.id) {
    return undefined;
  }
  if (!byAddress) {
    throw new GraphError(404, 'ErrorInvalidUser', `The requested user '${user}' is invalid.`);
  }
  return byAddress;
}

function hasSharedScope({ scopes }: Caller): boolean {
  return ['Calendars.Read.Shared', 'Calendars.ReadWrite.Shared'].some((name) => scopes.has(name));
}

function withoutPrefix(scope: string): string {
  return scope.replace('https://graph.microsoft.com/', '');
}

function invalidToken(message: string): GraphError {
  return new GraphError(401, 'InvalidAuthenticationToken', message, {
    'WWW-Authenticate':
      'Bearer realm="", authorization_uri="https://login.microsoftonline.com/common/oauth2/authorize"',
  });
}

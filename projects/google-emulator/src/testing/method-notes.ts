/** How the emulator differs from Google for a method or a parameter. */
export interface Note {
  readonly state: 'partial' | 'ignored' | 'refused';
  readonly reason: string;
}

const partial = (reason: string): Note => ({ state: 'partial', reason });
const ignored = (reason: string): Note => ({ state: 'ignored', reason });

/** Methods that do less than Google's. A method without a handler is refused. */
export const METHOD_NOTES: Readonly<Record<string, Note>> = {
  'acl.insert': partial('rules for groups are stored but give nobody access'),
  'acl.patch': partial('as insert'),
  'acl.update': partial('as insert'),
  'events.quickAdd': partial(
    'reads simple English: a day, and a time or a range of times; the rest is the title',
  ),
  'freebusy.query': partial('groups come from the seed, and their members are people, not groups'),
  'acl.watch': partial('sends messages to this machine only, and does not retry'),
  'calendarList.watch': partial('as acl.watch'),
  'events.watch': partial('as acl.watch'),
  'settings.watch': partial('as acl.watch'),
};

/** Why a method has no handler and is refused. */
export const REFUSED_METHODS: Readonly<Record<string, string>> = {
  'calendars.transferOwnership': 'for administrators of a Workspace organization only',
};

const NO_MAIL = partial(
  'no mail is sent; the control action `mails` lists those that Google would send',
);
const IGNORED_BY_WATCH = ignored('a message says only that something changed');
const DEPRECATED = ignored('deprecated, and ignored by Google too');

/** Parameters that do less than Google's in every method that has them. */
export const PARAMETER_NOTES: Readonly<Record<string, Note>> = {
  alwaysIncludeEmail: DEPRECATED,
  q: partial('searches the texts of events, but not Google’s translated names of event types'),
  sendNotifications: NO_MAIL,
  sendUpdates: NO_MAIL,
  showHiddenInvitations: ignored('invitations are never hidden'),
  showOwnOrganizationOnly: ignored('there are no organizations'),
};

/** Methods all of whose query parameters have the same note. */
export const QUERY_NOTES: Readonly<Record<string, Note>> = {
  'acl.watch': IGNORED_BY_WATCH,
  'calendarList.watch': IGNORED_BY_WATCH,
  'events.watch': IGNORED_BY_WATCH,
  'settings.watch': IGNORED_BY_WATCH,
};

/** Parameters that every method has. */
export const COMMON_PARAMETER_NOTES: Readonly<Record<string, Note>> = {
  prettyPrint: ignored('responses have no line breaks'),
  quotaUser: ignored('there is no quota; a fault can answer like one'),
  userIp: ignored('as quotaUser'),
};

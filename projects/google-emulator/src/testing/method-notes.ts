/** How far something that is offered goes, where it does not go all the way. */
export interface Note {
  readonly state: 'partial' | 'ignored' | 'refused';
  readonly why: string;
}

const partial = (why: string): Note => ({ state: 'partial', why });
const ignored = (why: string): Note => ({ state: 'ignored', why });

/** Methods that are offered, but not all of what Google's do; those without a handler are refused. */
export const methodNotes: Readonly<Record<string, Note>> = {
  'acl.insert': partial('rules for groups are kept and give nobody access'),
  'acl.patch': partial('as insert'),
  'acl.update': partial('as insert'),
  'events.quickAdd': partial('simple English: a day, a time or a span, and the rest is the title'),
  'freebusy.query': partial('groups are those of the seed, and have people alone for members'),
  'settings.list': partial('what users can set elsewhere never changes here'),
  'acl.watch': partial('delivers to this machine only, and once'),
  'calendarList.watch': partial('as acl.watch'),
  'events.watch': partial('as acl.watch'),
  'settings.watch': partial('as acl.watch; only the `sync` message'),
};

/** Why a method has no handler. */
export const refusals: Readonly<Record<string, string>> = {
  'calendars.transferOwnership': 'for administrators of a Workspace organization only',
};

const NO_MAIL = ignored('no mail is sent; the request log shows it');
const ONLY_FOR_LISTS = ignored('a message never holds more than that something changed');
const DEPRECATED = ignored('deprecated, and ignored by Google too');

/** Parameters that do less than Google's, in every method that has them. */
export const parameterNotes: Readonly<Record<string, Note>> = {
  alwaysIncludeEmail: DEPRECATED,
  q: partial(
    'finds the words of an event, not Google’s translated names of out-of-office and such',
  ),
  sendNotifications: NO_MAIL,
  sendUpdates: NO_MAIL,
  showHiddenInvitations: ignored('no invitation is hidden'),
  showOwnOrganizationOnly: ignored('there are no organizations'),
};

/** The same for every parameter of a method's query. */
export const queryNotes: Readonly<Record<string, Note>> = {
  'acl.watch': ONLY_FOR_LISTS,
  'calendarList.watch': ONLY_FOR_LISTS,
  'events.watch': ONLY_FOR_LISTS,
  'settings.watch': ONLY_FOR_LISTS,
};

/** Parameters of the whole API. */
export const commonNotes: Readonly<Record<string, Note>> = {
  prettyPrint: ignored('answers have no line breaks'),
  quotaUser: ignored('there is no quota; a fault can be one'),
  userIp: ignored('as quotaUser'),
};

import { tsdoc } from './tsdoc.mjs';

/** What each schema of the Calendar API is, since the discovery document describes the members of schemas alone. */
const REFERENCE = 'https://developers.google.com/workspace/calendar/api/v3/reference/';

/** Each with its page below `REFERENCE`. */
const SCHEMA_DOCS = {
  Acl: ['One page of the access rules of a calendar.', 'acl/list'],
  AclRule: ['An access rule: who may do what in a calendar.', 'acl#resource'],
  Calendar: [
    "A calendar as all its users share it. How an account lists it is the calendar list's entry.",
    'calendars#resource',
  ],
  CalendarList: ['One page of the calendars in the list of an account.', 'calendarList/list'],
  CalendarListEntry: [
    'A calendar in the list of an account, with its color, name and reminders there.',
    'calendarList#resource',
  ],
  CalendarNotification: [
    'What Google notifies the user of about a calendar, and how.',
    'calendarList#resource',
  ],
  Channel: ['How Google is to tell, and where, that something has changed.', 'events/watch'],
  ColorDefinition: ['A color of the palette and the color of text on it.', 'colors/get'],
  Colors: ['The palettes of calendars and of events.', 'colors/get'],
  ConferenceData: ['The video or phone conference of an event.', 'events#resource'],
  ConferenceParameters: ['Further data of a conference.', 'events#resource'],
  ConferenceParametersAddOnParameters: [
    'Further data of a conference for the add-on that made it.',
    'events#resource',
  ],
  ConferenceProperties: ['The conferences that a calendar allows.', 'calendars#resource'],
  ConferenceRequestStatus: [
    'How far Google is with a conference that it was asked to make.',
    'events#resource',
  ],
  ConferenceSolution: ['The product that a conference is held in.', 'events#resource'],
  ConferenceSolutionKey: [
    'The kind of the product that a conference is held in.',
    'events#resource',
  ],
  CreateConferenceRequest: ['Asks Google to make a conference for an event.', 'events#resource'],
  EntryPoint: [
    'One way into a conference: a link, a phone number or a SIP address.',
    'events#resource',
  ],
  Error: [
    'Why Google could not answer for one of the calendars or groups asked for.',
    'freebusy/query',
  ],
  Event: ['An event, a series of events, or one occurrence of a series.', 'events#resource'],
  EventAttachment: ['A file that is attached to an event.', 'events#resource'],
  EventAttendee: ['A guest of an event, or a room.', 'events#resource'],
  EventBirthdayProperties: [
    'What an event of type "birthday" has beside others.',
    'events#resource',
  ],
  EventDateTime: ['When an event starts or ends: a day or an instant.', 'events#resource'],
  EventFocusTimeProperties: [
    'What an event of type "focusTime" has beside others.',
    'events#resource',
  ],
  EventLabel: ['A label that a calendar has for its events.', 'calendars#resource'],
  EventOutOfOfficeProperties: [
    'What an event of type "outOfOffice" has beside others.',
    'events#resource',
  ],
  EventReminder: ['A reminder before an event starts.', 'events#resource'],
  EventWorkingLocationProperties: [
    'What an event of type "workingLocation" has beside others.',
    'events#resource',
  ],
  Events: ['One page of the events of a calendar, and facts of the calendar.', 'events/list'],
  FreeBusyCalendar: ['When one calendar is busy.', 'freebusy/query'],
  FreeBusyGroup: ['The calendars of one group of users.', 'freebusy/query'],
  FreeBusyRequest: ['Asks when calendars are busy.', 'freebusy/query'],
  FreeBusyRequestItem: ['A calendar or a group to ask for.', 'freebusy/query'],
  FreeBusyResponse: ['When the calendars asked for are busy.', 'freebusy/query'],
  LabelProperties: ['The labels that a calendar has for its events.', 'calendars#resource'],
  Setting: ["One of the user's settings in Google Calendar.", 'settings#resource'],
  Settings: ["One page of the user's settings in Google Calendar.", 'settings/list'],
  TimePeriod: ['A period of time.', 'freebusy/query'],
};

/** Members that the discovery document does not describe. */
const MEMBER_DOCS = {
  'ConferenceParametersAddOnParameters.parameters': 'The values by their names.',
};

/**
 * The TSDoc of a schema.
 * @param {string} id its name in the discovery document
 */
export function docOfSchema(id) {
  const [sentence, page] = SCHEMA_DOCS[id] ?? undocumented(id);
  return tsdoc([sentence, `@see ${REFERENCE}${page}`], 0);
}

/**
 * The TSDoc of a member of a schema, in Google's words.
 * @param {string} path the schema's name and the names down to the member, with dots between
 * @param {{description?: string}} member its description in the document
 */
export function docOfMember(path, { description }) {
  const text = description ?? MEMBER_DOCS[path] ?? undocumented(path);
  return tsdoc([oneParagraph(text)], path.split('.').length - 1);
}

function undocumented(name) {
  throw new Error(
    `The discovery document does not describe ${name}: add a sentence to schema-docs.mjs.`,
  );
}

/** Google writes lists in Markdown; in one paragraph `- "popup" - Reminders …` reads `"popup": Reminders …`. */
function oneParagraph(text) {
  return text
    .replace(/\s*\n\s*- ("[^"]*"|\(not present\)) - /g, ' $1: ')
    .replace(/\s+/g, ' ')
    .trim();
}

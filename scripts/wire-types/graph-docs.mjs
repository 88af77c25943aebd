import { tsdoc } from './tsdoc.mjs';

const REFERENCE = 'https://learn.microsoft.com/graph/api/resources/';

/**
 * What each type of Graph's calendar API and its members are, since the schema describes none of them. A member that is
 * missing here is left out of the generated type.
 */
const TYPES = {
  attendee: {
    doc: 'A guest of an event, or a room.',
    members: {
      emailAddress: 'Name and address.',
      proposedNewTime: 'Another time that the guest has proposed.',
      status: 'What the guest has answered, and when.',
      type: 'Whether the guest is needed, may come, or is a room or a thing.',
    },
  },
  attendeeType: { doc: 'Whether a guest is needed, may come, or is a room or a thing.' },
  bodyType: { doc: 'Whether a body is plain text or HTML.' },
  calendar: {
    doc: 'A calendar of a mailbox, or one that was shared with it.',
    members: {
      allowedOnlineMeetingProviders:
        'The services that online meetings of this calendar can be held in.',
      canEdit: 'Whether this account can write events in it.',
      canShare: 'Whether this account can share it with others.',
      canViewPrivateItems: 'Whether this account sees the details of private events.',
      changeKey: 'The version of the calendar.',
      color: 'Its colour by name. Outlook shows `hexColor` where that is set.',
      defaultOnlineMeetingProvider:
        'The service that an online meeting is held in where none is named.',
      id: 'Its id. It is case-sensitive.',
      hexColor: 'Its colour, such as `#0078d4`; empty where the user has chosen none.',
      isDefaultCalendar: 'Whether new events go into it where no calendar is named.',
      isRemovable: 'Whether it can be deleted.',
      isTallyingResponses: 'Whether it counts the answers to invitations.',
      name: 'Its name.',
      owner: 'Whose calendar it is.',
    },
  },
  calendarColor: { doc: 'The colours that a calendar can have by name.' },
  categoryColor: { doc: 'The colours that a category can have.' },
  dateTimeTimeZone: {
    doc: 'What a clock shows in a time zone.',
    members: {
      dateTime: 'Date and time without an offset, such as `2026-06-01T09:00:00.0000000`.',
      timeZone: 'A name of Windows, such as `W. Europe Standard Time`, or of the IANA database.',
    },
  },
  dayOfWeek: { doc: 'A day of the week.' },
  emailAddress: {
    doc: 'Name and address of a person, a group or a room.',
    members: { address: 'The address.', name: 'The name.' },
  },
  event: {
    doc: 'An event, a series of events, or one occurrence of a series.',
    members: {
      allowNewTimeProposals: 'Whether guests can propose another time.',
      attendees: 'Who is invited, the rooms among them.',
      body: 'The description.',
      bodyPreview: 'The first 255 characters of the description, as text.',
      cancelledOccurrences:
        'Of a series, the ids of the occurrences that were deleted; only where it is selected.',
      categories: "Names of the account's categories.",
      changeKey: 'The version of the event.',
      createdDateTime: 'When the event was made, in UTC.',
      end: 'When the event ends; exclusive.',
      exceptionOccurrences:
        'Of a series, the occurrences that were changed; only where it is expanded.',
      extensions: 'Data of apps, stored with the event; only where it is expanded.',
      hasAttachments: 'Whether the event has attachments.',
      hideAttendees: 'Whether guests see themselves alone in the list of guests.',
      iCalUId: 'The id of the event in all calendars; each occurrence has its own.',
      id: 'The id of the event in this calendar. It is case-sensitive, and changes when the event moves.',
      importance: 'How important the event is.',
      isAllDay:
        'Whether the event takes whole days: then start and end are midnights of one time zone.',
      isCancelled: 'Whether the organizer has cancelled the event.',
      isDraft: 'Whether changes were not sent to the guests yet.',
      isOnlineMeeting: 'Whether the event has an online meeting.',
      isOrganizer: 'Whether this account has arranged the event.',
      isReminderOn: 'Whether there is a reminder.',
      lastModifiedDateTime: 'When the event was last changed, in UTC.',
      location: 'Where the event takes place.',
      locations: 'All places of the event.',
      onlineMeeting: 'How one joins the online meeting.',
      onlineMeetingProvider: 'The service that the online meeting is held in.',
      onlineMeetingUrl: 'The address of an online meeting of Skype; `onlineMeeting` has others.',
      organizer: 'Who has arranged the event.',
      originalEndTimeZone: 'The time zone that the end was written in.',
      originalStart: 'The start that the series gives the occurrence, in UTC.',
      originalStartTimeZone: 'The time zone that the start was written in.',
      recurrence: 'How the series recurs.',
      reminderMinutesBeforeStart: 'How many minutes before the start the reminder comes.',
      responseRequested: 'Whether the organizer wants an answer from the guests.',
      responseStatus: 'What this account has answered to the invitation.',
      sensitivity: 'Who may see more than that the time is taken.',
      seriesMasterId: 'The id of the series, on its occurrences only.',
      showAs: 'What others see of the time.',
      start: 'When the event starts.',
      subject: 'The title.',
      transactionId:
        'An id that the app gave a new event, so that a repetition makes no second one.',
      type: 'Whether it is a single event, a series, or an occurrence.',
      webLink: "The page of the event in Outlook's own calendar app.",
    },
  },
  eventType: {
    doc: 'Whether an event is a single one, a series, an occurrence or a changed occurrence.',
  },
  freeBusyError: {
    doc: 'Why it is not known when somebody is busy.',
    members: { message: 'In words.', responseCode: 'As a code.' },
  },
  freeBusyStatus: { doc: 'What others see of the time of an event.' },
  importance: { doc: 'How important an event is.' },
  itemBody: {
    doc: 'The description of an event.',
    members: { content: 'Text or HTML.', contentType: 'Which of the two it is.' },
  },
  localeInfo: {
    doc: 'A language, and the country whose customs it is used with.',
    members: { displayName: 'Its name for people.', locale: 'Its tag, such as `en-GB`.' },
  },
  location: {
    doc: 'A place.',
    members: {
      address: 'Its street, city and country.',
      coordinates: 'Where it is on Earth.',
      displayName: 'Its name.',
      locationEmailAddress: 'Its address for mail, if it is a room.',
      locationType: 'What kind of place it is.',
      locationUri: 'A page about it.',
    },
  },
  locationType: { doc: 'What kind of place it is.' },
  mailboxSettings: {
    doc: 'What the user has set in Outlook.',
    members: {
      dateFormat: 'How dates are written, such as `dd/MM/yyyy`.',
      language: 'The language of the user.',
      timeFormat: 'How times are written, such as `HH:mm`.',
      timeZone: 'A name of Windows, such as `W. Europe Standard Time`, or of the IANA database.',
      workingHours: 'When the user works.',
    },
  },
  onlineMeetingInfo: {
    doc: 'How one joins an online meeting.',
    members: {
      conferenceId: 'The id of the meeting.',
      joinUrl: 'The address at which one joins.',
      phones: 'Numbers by which one joins.',
      quickDial: 'A short number.',
      tollFreeNumbers: 'Numbers that cost nothing.',
      tollNumber: 'A number that costs something.',
    },
  },
  onlineMeetingProviderType: { doc: 'A service that online meetings are held in.' },
  openTypeExtension: {
    doc: 'Data of an app, stored with an event. Beside its name it has any members.',
    members: { id: 'Its id.', extensionName: 'Its name, such as `com.example.tickets`.' },
  },
  outlookCategory: {
    doc: 'A category of the account, which gives events a colour.',
    members: {
      id: 'Its id.',
      color: 'Its colour.',
      displayName: 'Its name, by which events refer to it.',
    },
  },
  outlookGeoCoordinates: {
    doc: 'Where a place is on Earth.',
    members: {
      accuracy: 'How exact latitude and longitude are, in metres.',
      altitude: 'Metres above the sea.',
      altitudeAccuracy: 'How exact the altitude is, in metres.',
      latitude: 'In degrees.',
      longitude: 'In degrees.',
    },
    page: 'outlookgeocoordinates',
  },
  patternedRecurrence: {
    doc: 'How a series recurs.',
    members: { pattern: 'On which days.', range: 'From when, and how long.' },
  },
  phone: {
    doc: 'A phone number.',
    members: {
      language: 'The language that is spoken there.',
      number: 'The number.',
      region: 'Its country.',
      type: 'What kind of number it is.',
    },
  },
  phoneType: { doc: 'What kind of phone number it is.' },
  physicalAddress: {
    doc: 'The address of a place.',
    members: {
      city: 'The city.',
      countryOrRegion: 'The country.',
      postalCode: 'The postal code.',
      state: 'The state.',
      street: 'Street and number.',
    },
  },
  recipient: { doc: 'Who has arranged an event.', members: { emailAddress: 'Name and address.' } },
  recurrencePattern: {
    doc: 'The days on which a series recurs.',
    members: {
      dayOfMonth: 'The day of the month, of the types `absoluteMonthly` and `absoluteYearly`.',
      daysOfWeek:
        'The days of the week, of the types `weekly`, `relativeMonthly` and `relativeYearly`.',
      firstDayOfWeek:
        'The day that weeks begin with, which decides where the interval is more than one.',
      index: 'Which of the fitting days of a month it is.',
      interval: 'How many days, weeks, months or years lie between two recurrences.',
      month: 'The month, 1 to 12, of yearly types.',
      type: 'How the days are found.',
    },
  },
  recurrencePatternType: { doc: 'How the days of a series are found.' },
  recurrenceRange: {
    doc: 'From when, and how long, a series recurs.',
    members: {
      endDate: 'The last day on which it may recur; inclusive.',
      numberOfOccurrences: 'How many occurrences it has.',
      recurrenceTimeZone: 'The time zone of the days.',
      startDate: 'The day of its first occurrence.',
      type: 'What ends the series.',
    },
  },
  recurrenceRangeType: { doc: 'What ends a series: a day, nothing, or a number of occurrences.' },
  responseStatus: {
    doc: 'An answer to an invitation.',
    members: { response: 'The answer.', time: 'When it was given, in UTC.' },
  },
  responseType: { doc: 'An answer to an invitation.' },
  scheduleInformation: {
    doc: 'When somebody is busy.',
    members: {
      availabilityView: 'One digit for each interval.',
      error: 'Why it is not known.',
      scheduleId: 'The address that was asked for.',
      scheduleItems: 'The times that are taken.',
      workingHours: 'When this person works.',
    },
  },
  scheduleItem: {
    doc: 'A time that is taken.',
    members: {
      end: 'When it ends; exclusive.',
      isPrivate: 'Whether the event is private.',
      location: 'Where the event takes place, if this account may know.',
      start: 'When it starts.',
      status: 'How it is taken.',
      subject: 'The title of the event, if this account may know.',
    },
  },
  sensitivity: { doc: 'Who may see more of an event than that the time is taken.' },
  timeSlot: {
    doc: 'A period of time.',
    members: { end: 'When it ends; exclusive.', start: 'When it starts.' },
  },
  timeZoneBase: { doc: 'A time zone.', members: { name: 'Its name.' } },
  weekIndex: { doc: 'Which of the fitting days of a month it is.' },
  workingHours: {
    doc: 'When somebody works.',
    members: {
      daysOfWeek: 'On these days.',
      endTime: 'Until this time of the day.',
      startTime: 'From this time of the day.',
      timeZone: 'The time zone of the hours.',
    },
  },
};

/** The TSDoc of a type. */
export function docOfType(name) {
  const { doc, page } = TYPES[name] ?? undocumented(name);
  return tsdoc([doc, `@see ${REFERENCE}${page ?? name.toLowerCase()}`], 0);
}

/** The TSDoc of an enumeration, which has no page of its own. */
export function docOfEnum(name) {
  return tsdoc([(TYPES[name] ?? undocumented(name)).doc], 0);
}

/** The TSDoc of a member; `undefined` for one that the library does not use. */
export function docOfMember(type, member) {
  const doc = (TYPES[type] ?? undocumented(type)).members?.[member];
  return doc && tsdoc([doc], 1);
}

function undocumented(name) {
  throw new Error(`Graph's schema does not describe ${name}: add it to graph-docs.mjs.`);
}

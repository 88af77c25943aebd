import type { EventPlan } from '../event-plan.ts';
import { CLIENTS_LABEL, ON_SITE_LABEL } from './studio-labels.ts';
import { HANGING_PLAN_HTML, HOSTILE_HTML } from './long-texts.ts';
import {
  ANOUK,
  BIG_TABLE,
  EMEKA,
  FELIX,
  HARUKI,
  HENRIKE,
  JONAS,
  LEYLA,
  PRIYA,
  RENATE,
  SOFIA,
  TOMASZ,
} from './people.ts';

/** Single events around the current week in Ada's own calendar. */
export const HOME_THIS_WEEK: readonly EventPlan[] = [
  {
    summary: 'Lunch in the courtyard with Sofía',
    on: { daysFromToday: 0 },
    time: { at: '12:45', minutes: 60 },
    location: 'Hofküche, Weserstraße 11, 12047 Berlin',
    guests: [{ person: SOFIA, response: 'accepted' }],
  },
  {
    summary: 'Water the balcony 🌱',
    on: { daysFromToday: 0 },
    time: { days: 1 },
    transparency: 'transparent',
    colorId: '2',
  },
  {
    summary: 'Call Mum back about the garden table',
    on: { daysFromToday: 0 },
    time: { at: '18:15', minutes: 20 },
    reminders: { useDefault: false, overrides: [{ method: 'popup', minutes: 0 }] },
  },
  {
    summary: 'Pick up the repaired bike',
    on: { daysFromToday: 1 },
    time: { at: '17:45', minutes: 30 },
    location: 'Radwerk, Sonnenallee 64, 12045 Berlin',
    description: 'Front brake and a new bell. They close at 18:30. Cash only!',
  },
  {
    summary: 'Dentist, Dr. Öztürk',
    on: { week: 0, day: 'Tue' },
    time: { at: '08:10', minutes: 40 },
    location: 'Karl-Marx-Straße 80, 12043 Berlin',
    visibility: 'private',
    reminders: {
      useDefault: false,
      overrides: [
        { method: 'email', minutes: 1440 },
        { method: 'popup', minutes: 45 },
      ],
    },
  },
  {
    summary: 'Anouk stays with us',
    on: { week: 0, day: 'Thu' },
    time: { days: 3 },
    description:
      'Train from Lyon arrives 17:52, Hauptbahnhof (deep level). The spare key is with Jonas.',
    colorId: '5',
    guests: [
      { person: ANOUK, response: 'accepted', comment: 'J’apporte le fromage !' },
      { person: JONAS, response: 'accepted' },
    ],
  },
  {
    summary: 'Cook for Anouk: mushroom risotto 🍄',
    on: { week: 0, day: 'Thu' },
    time: { at: '19:30', minutes: 150 },
    guests: [
      { person: ANOUK, response: 'accepted' },
      { person: JONAS, response: 'accepted' },
      { person: FELIX, response: 'tentative', comment: 'If the late shift lets me go' },
    ],
  },
  {
    summary: 'Flea market at the Maybachufer',
    on: { week: 0, day: 'Sun' },
    time: { at: '11:00', minutes: 120 },
    location: 'Maybachufer, Berlin',
    transparency: 'transparent',
  },
  {
    summary: 'Cinema: the restored «Playtime»',
    on: { week: 0, day: 'Sat' },
    time: { at: '20:15', minutes: 150 },
    location: 'Kino am Kanal',
    status: 'tentative',
    guests: [
      { person: JONAS, response: 'accepted' },
      { person: ANOUK, response: 'needsAction' },
    ],
  },
  {
    summary: 'Neighbourhood clean-up',
    on: { week: 1, day: 'Sat' },
    time: { at: '10:00', minutes: 180 },
    description: HOSTILE_HTML,
    location: 'Courtyard, by the bins',
  },
  {
    summary: 'Mum visits',
    on: { week: 2, day: 'Fri' },
    time: { days: 4 },
    colorId: '5',
    guests: [{ person: RENATE, response: 'accepted' }],
  },
];

/** Single events around the current week in the studio's calendar. */
export const WORK_THIS_WEEK: readonly EventPlan[] = [
  {
    summary: 'Hanging plan, third round',
    on: { week: 0, day: 'Tue' },
    time: { at: '10:00', minutes: 90 },
    description: HANGING_PLAN_HTML,
    location: 'The big table',
    colorId: '9',
    guests: [
      { person: LEYLA, response: 'accepted' },
      { person: TOMASZ, response: 'accepted' },
      { person: HARUKI, response: 'needsAction', optional: true },
      { person: BIG_TABLE, response: 'accepted', resource: true },
    ],
    attachments: [
      {
        fileUrl: 'https://drive.google.com/file/d/1HaLdeEastWallRev3/view',
        title: 'East wall, revision 3.pdf',
        mimeType: 'application/pdf',
        iconLink: 'https://drive-thirdparty.googleusercontent.com/16/type/application/pdf',
        fileId: '1HaLdeEastWallRev3',
      },
    ],
    extendedProperties: {
      private: { projectNumber: 'H-217', billable: 'true' },
      shared: { room: 'east' },
    },
  },
  {
    summary: 'Lamp delivery (somebody must sign)',
    on: { week: 0, day: 'Tue' },
    time: { at: '10:30', minutes: 60 },
    colorId: '11',
  },
  {
    summary: 'Quick look at the dimmer curves',
    on: { week: 0, day: 'Tue' },
    time: { at: '11:00', minutes: 45 },
    guests: [{ person: EMEKA, response: 'accepted' }],
  },
  {
    summary: 'Whitcomb: loan agreement',
    eventLabelId: CLIENTS_LABEL.id,
    on: { week: 0, day: 'Mon' },
    time: { at: '15:30', minutes: 45 },
    guests: [
      { person: PRIYA, response: 'accepted' },
      { person: LEYLA, response: 'declined', comment: 'On the train, no network' },
    ],
    hangoutLink: 'https://meet.google.com/qfs-wlhd-abx',
    conferenceData: {
      conferenceId: 'qfs-wlhd-abx',
      conferenceSolution: { key: { type: 'hangoutsMeet' }, name: 'Google Meet' },
      entryPoints: [
        {
          entryPointType: 'video',
          uri: 'https://meet.google.com/qfs-wlhd-abx',
          label: 'meet.google.com/qfs-wlhd-abx',
        },
        {
          entryPointType: 'phone',
          uri: 'tel:+49-30-555-0143',
          label: '+49 30 555 0143',
          pin: '418276930',
          regionCode: 'DE',
        },
      ],
    },
  },
  {
    summary: 'Colour samples with Henrike',
    on: { week: 0, day: 'Wed' },
    time: { at: '10:00', minutes: 60 },
    location: 'Workshop, by the north window',
    guests: [{ person: HENRIKE, response: 'accepted' }],
  },
  {
    summary: 'Write the lamp schedule',
    on: { week: 0, day: 'Wed' },
    time: { at: '13:45', minutes: 105 },
  },
  {
    summary: 'Mock-up of room two',
    eventLabelId: ON_SITE_LABEL.id,
    on: { week: 0, day: 'Thu' },
    time: { at: '11:00', minutes: 180 },
    location: 'Workshop',
    guests: [
      { person: TOMASZ, response: 'accepted' },
      { person: EMEKA, response: 'tentative' },
    ],
  },
  {
    summary: 'Tender documents due',
    on: { week: 0, day: 'Fri' },
    time: { days: 1 },
    colorId: '11',
    transparency: 'transparent',
  },
  {
    summary: 'Send the tender',
    on: { week: 0, day: 'Fri' },
    time: { at: '13:00', minutes: 60 },
    guests: [{ person: LEYLA, response: 'accepted' }],
  },
  {
    summary: 'Print check at the sign maker',
    on: { daysFromToday: 0 },
    time: { at: '15:00', minutes: 45 },
    location: 'Schilder-Paul, Adalbertstraße 9, 10999 Berlin',
  },
];

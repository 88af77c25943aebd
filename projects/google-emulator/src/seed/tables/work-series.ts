import type { SeriesPlan } from '../event-plan.ts';
import { BIG_TABLE, EMEKA, HARUKI, HENRIKE, LEYLA, MARCUS, PRIYA, TOMASZ } from './people.ts';
import { CLIENTS_LABEL } from './studio-labels.ts';

/** The series in the studio's calendar. */
export const WORK_SERIES: readonly SeriesPlan[] = [
  {
    key: 'stand-up',
    summary: 'Stand-up',
    on: { week: -50, day: 'Mon' },
    time: { at: '09:30', minutes: 15 },
    rule: 'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR',
    description: 'What hangs, what falls, what is still in a box.',
    guests: [
      { person: LEYLA, response: 'accepted' },
      { person: TOMASZ, response: 'accepted' },
      { person: HENRIKE, response: 'accepted' },
      { person: EMEKA, response: 'accepted' },
    ],
    cancelledOnHolidays: true,
    changes: [
      { on: { week: -6, day: 'Mon' }, change: { kind: 'cancelled' } },
      { on: { week: -6, day: 'Tue' }, change: { kind: 'cancelled' } },
      { on: { week: 0, day: 'Thu' }, change: { kind: 'changed', at: '10:15' } },
      {
        on: { week: -1, day: 'Wed' },
        change: { kind: 'changed', minutes: 45, summary: 'Stand-up, with the model on the table' },
      },
    ],
  },
  {
    key: 'studio-lunch',
    summary: 'Studio lunch',
    on: { week: -50, day: 'Wed' },
    time: { at: '12:30', minutes: 60 },
    rule: 'FREQ=WEEKLY;BYDAY=WE',
    location: 'Kitchen',
    description: 'Cook of the week: see the list on the fridge.',
    transparency: 'transparent',
    changes: [
      {
        on: { week: 2, day: 'Wed' },
        change: { kind: 'changed', summary: 'Studio lunch: Tomasz makes pierogi 🥟', minutes: 90 },
      },
    ],
  },
  {
    key: 'one-to-one',
    summary: 'Leyla / Ada',
    on: { week: -48, day: 'Tue' },
    time: { at: '14:00', minutes: 45 },
    rule: 'FREQ=WEEKLY;INTERVAL=2;BYDAY=TU',
    visibility: 'private',
    guests: [{ person: LEYLA, response: 'accepted' }],
    cancelledOnHolidays: true,
    changes: [
      { on: { week: 2, day: 'Mon' }, change: { kind: 'changed', daysLater: 2, at: '16:00' } },
      { on: { week: -9, day: 'Mon' }, change: { kind: 'cancelled' } },
    ],
  },
  {
    key: 'open-studio',
    summary: 'Open studio evening',
    on: { week: -47, day: 'Mon' },
    time: { at: '18:00', minutes: 180 },
    rule: 'FREQ=MONTHLY;BYDAY=-1FR',
    description: 'The door is open, the lamps are on, the neighbours bring salad.',
    colorId: '6',
    changes: [
      {
        on: { week: 3, day: 'Mon' },
        change: { kind: 'changed', daysLater: -1, summary: 'Open studio evening (on Thursday!)' },
      },
    ],
  },
  {
    key: 'whitcomb-call',
    summary: 'Whitcomb weekly',
    eventLabelId: CLIENTS_LABEL.id,
    on: { week: -22, day: 'Thu' },
    // 10:00 in New York: in the weeks between both clock changes this is one hour earlier in Berlin than usual.
    time: { at: '10:00', minutes: 30, zone: 'America/New_York' },
    rule: 'FREQ=WEEKLY;BYDAY=TH',
    guests: [
      { person: PRIYA, response: 'accepted' },
      { person: MARCUS, response: 'tentative' },
      { person: TOMASZ, response: 'accepted', optional: true },
    ],
    changes: [
      { on: { week: -9, day: 'Thu' }, change: { kind: 'cancelled' } },
      { on: { week: 1, day: 'Thu' }, change: { kind: 'changed', daysLater: 1, at: '09:00' } },
    ],
  },
  {
    key: 'tokyo-monthly',
    summary: '切子美術館 月例会議',
    on: { week: -16, day: 'Mon' },
    time: { at: '17:30', minutes: 60, zone: 'Asia/Tokyo' },
    rule: 'FREQ=MONTHLY;BYDAY=1TU',
    guests: [
      { person: HARUKI, response: 'accepted' },
      { person: LEYLA, response: 'needsAction' },
    ],
    changes: [{ on: { week: 3, day: 'Mon' }, change: { kind: 'changed', daysLater: 1 } }],
  },
  {
    key: 'quarter-planning',
    summary: 'Planning the quarter',
    on: { week: -52, day: 'Mon' },
    time: { at: '13:00', minutes: 240 },
    rule: 'FREQ=MONTHLY;INTERVAL=3;BYDAY=1MO',
    guests: [
      { person: LEYLA, response: 'accepted' },
      { person: BIG_TABLE, response: 'accepted', resource: true },
    ],
  },
];

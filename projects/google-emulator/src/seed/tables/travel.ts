import type { EventPlan } from '../event-plan.ts';
import { PACKING_LIST } from './long-texts.ts';
import { FELIX, HARUKI, JONAS, MARCUS, PRIYA, SOFIA } from './people.ts';

/** Weeks in which Ada travels, so that no events at home or in the studio are scattered there. */
export const WEEKS_AWAY: ReadonlySet<number> = new Set([-43, -32, -18, -9, 7, 17]);

/** Journeys: flights between time zones and all-day events of several days. */
export const TRAVEL: readonly EventPlan[] = [
  {
    summary: 'Canoe trip with everybody',
    on: { week: -43, day: 'Thu' },
    time: { days: 4 },
    description: PACKING_LIST,
    location: 'Fürstenberg/Havel',
    colorId: '7',
    guests: [
      { person: JONAS, response: 'accepted' },
      { person: FELIX, response: 'accepted' },
      { person: SOFIA, response: 'accepted' },
    ],
  },
  {
    summary: 'Lisbon 🇵🇹',
    on: { week: -33, day: 'Sat' },
    time: { days: 9 },
    colorId: '7',
    guests: [{ person: JONAS, response: 'accepted' }],
  },
  {
    summary: 'Flight BER → LIS',
    on: { week: -33, day: 'Sat' },
    time: {
      at: '11:40',
      zone: 'Europe/Berlin',
      arrives: { daysLater: 0, at: '14:25', zone: 'Europe/Lisbon' },
    },
    location: 'Berlin Brandenburg, Terminal 1',
    description: 'Seats 14A, 14B. Hand luggage only.',
  },
  {
    summary: 'Fado in the Alfama',
    on: { week: -32, day: 'Tue' },
    time: { at: '21:30', minutes: 120, zone: 'Europe/Lisbon' },
    location: 'Rua dos Remédios 98, Lisboa',
  },
  {
    summary: 'Flight LIS → BER',
    on: { week: -32, day: 'Sun' },
    time: {
      at: '15:10',
      zone: 'Europe/Lisbon',
      arrives: { daysLater: 0, at: '19:45', zone: 'Europe/Berlin' },
    },
  },
  {
    summary: 'Weekend at the Baltic Sea',
    on: { week: -18, day: 'Fri' },
    time: { days: 3 },
    location: 'Ahrenshoop',
    colorId: '7',
  },
  {
    summary: 'Flight BER → JFK',
    on: { week: -9, day: 'Mon' },
    time: {
      at: '10:20',
      zone: 'Europe/Berlin',
      arrives: { daysLater: 0, at: '13:05', zone: 'America/New_York' },
    },
    description: 'Carnet for the sample case is in the red folder.',
  },
  {
    summary: 'Whitcomb: two days on site',
    on: { week: -9, day: 'Tue' },
    time: { days: 2 },
    location: 'Whitcomb Museum, New York',
  },
  {
    summary: 'Walk through the galleries',
    on: { week: -9, day: 'Tue' },
    time: { at: '09:00', minutes: 180, zone: 'America/New_York' },
    guests: [
      { person: PRIYA, response: 'accepted' },
      { person: MARCUS, response: 'accepted' },
    ],
  },
  {
    summary: 'Dinner with Priya',
    on: { week: -9, day: 'Wed' },
    time: { at: '19:00', minutes: 120, zone: 'America/New_York' },
    location: 'Curry Row, 6th Street, New York',
    guests: [{ person: PRIYA, response: 'accepted' }],
  },
  {
    summary: 'Flight JFK → BER',
    on: { week: -9, day: 'Thu' },
    time: {
      at: '18:30',
      zone: 'America/New_York',
      arrives: { daysLater: 1, at: '08:40', zone: 'Europe/Berlin' },
    },
  },
  {
    summary: 'Berlin → Vienna, four days by train',
    on: { week: 7, day: 'Thu' },
    time: { days: 4 },
    colorId: '7',
    guests: [{ person: JONAS, response: 'tentative' }],
  },
  {
    summary: 'Flight BER → HND (via HEL)',
    on: { week: 17, day: 'Tue' },
    time: {
      at: '13:15',
      zone: 'Europe/Berlin',
      arrives: { daysLater: 1, at: '13:05', zone: 'Asia/Tokyo' },
    },
    description: 'Aisle seat. Melatonin. Presents for Haruki’s children: 🖍️',
    reminders: {
      useDefault: false,
      overrides: [
        { method: 'email', minutes: 2880 },
        { method: 'popup', minutes: 300 },
      ],
    },
  },
  {
    summary: '東京出張',
    on: { week: 17, day: 'Wed' },
    time: { days: 4 },
    location: '東京都墨田区',
    colorId: '7',
    guests: [{ person: HARUKI, response: 'accepted' }],
  },
  {
    summary: '夕食：もんじゃ焼き 🥢',
    on: { week: 17, day: 'Thu' },
    time: { at: '19:00', minutes: 120, zone: 'Asia/Tokyo' },
    location: '月島西仲通り商店街',
    guests: [{ person: HARUKI, response: 'accepted' }],
  },
  {
    summary: 'Flight HND → BER',
    on: { week: 17, day: 'Sun' },
    time: {
      at: '10:50',
      zone: 'Asia/Tokyo',
      arrives: { daysLater: 0, at: '18:20', zone: 'Europe/Berlin' },
    },
  },
];

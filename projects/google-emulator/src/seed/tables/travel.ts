import type { EventPlan } from '../event-plan.ts';
import { PACKING_LIST } from './long-texts.ts';
import { felix, haruki, jonas, marcus, priya, sofia } from './people.ts';

/** The weeks in which Ada is away, so that nothing at home or in the studio is put there. */
export const weeksAway: ReadonlySet<number> = new Set([-43, -32, -18, -9, 7, 17]);

/** Journeys: flights between zones, nights on trains, days that have no hours. */
export const TRAVEL: readonly EventPlan[] = [
  {
    summary: 'Canoe trip with everybody',
    on: { week: -43, day: 'Thu' },
    span: { days: 4 },
    description: PACKING_LIST,
    location: 'Fürstenberg/Havel',
    colorId: '7',
    guests: [
      { person: jonas, response: 'normalizedEvent' },
      { person: felix, response: 'normalizedEvent' },
      { person: sofia, response: 'normalizedEvent' },
    ],
  },
  {
    summary: 'Lisbon 🇵🇹',
    on: { week: -33, day: 'Sat' },
    span: { days: 9 },
    colorId: '7',
    guests: [{ person: jonas, response: 'normalizedEvent' }],
  },
  {
    summary: 'Flight BER → LIS',
    on: { week: -33, day: 'Sat' },
    span: {
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
    span: { at: '21:30', minutes: 120, zone: 'Europe/Lisbon' },
    location: 'Rua dos Remédios 98, Lisboa',
  },
  {
    summary: 'Flight LIS → BER',
    on: { week: -32, day: 'Sun' },
    span: {
      at: '15:10',
      zone: 'Europe/Lisbon',
      arrives: { daysLater: 0, at: '19:45', zone: 'Europe/Berlin' },
    },
  },
  {
    summary: 'Weekend at the Baltic Sea',
    on: { week: -18, day: 'Fri' },
    span: { days: 3 },
    location: 'Ahrenshoop',
    colorId: '7',
  },
  {
    summary: 'Flight BER → JFK',
    on: { week: -9, day: 'Mon' },
    span: {
      at: '10:20',
      zone: 'Europe/Berlin',
      arrives: { daysLater: 0, at: '13:05', zone: 'America/New_York' },
    },
    description: 'Carnet for the sample case is in the red folder.',
  },
  {
    summary: 'Whitcomb: two days on site',
    on: { week: -9, day: 'Tue' },
    span: { days: 2 },
    location: 'Whitcomb Museum, New York',
  },
  {
    summary: 'Walk through the galleries',
    on: { week: -9, day: 'Tue' },
    span: { at: '09:00', minutes: 180, zone: 'America/New_York' },
    guests: [
      { person: priya, response: 'normalizedEvent' },
      { person: marcus, response: 'normalizedEvent' },
    ],
  },
  {
    summary: 'Dinner with Priya',
    on: { week: -9, day: 'Wed' },
    span: { at: '19:00', minutes: 120, zone: 'America/New_York' },
    location: 'Curry Row, 6th Street, New York',
    guests: [{ person: priya, response: 'normalizedEvent' }],
  },
  {
    summary: 'Flight JFK → BER',
    on: { week: -9, day: 'Thu' },
    span: {
      at: '18:30',
      zone: 'America/New_York',
      arrives: { daysLater: 1, at: '08:40', zone: 'Europe/Berlin' },
    },
  },
  {
    summary: 'Berlin → Vienna, four days by train',
    on: { week: 7, day: 'Thu' },
    span: { days: 4 },
    colorId: '7',
    guests: [{ person: jonas, response: 'tentative' }],
  },
  {
    summary: 'Flight BER → HND (via HEL)',
    on: { week: 17, day: 'Tue' },
    span: {
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
    span: { days: 4 },
    location: '東京都墨田区',
    colorId: '7',
    guests: [{ person: haruki, response: 'normalizedEvent' }],
  },
  {
    summary: '夕食：もんじゃ焼き 🥢',
    on: { week: 17, day: 'Thu' },
    span: { at: '19:00', minutes: 120, zone: 'Asia/Tokyo' },
    location: '月島西仲通り商店街',
    guests: [{ person: haruki, response: 'normalizedEvent' }],
  },
  {
    summary: 'Flight HND → BER',
    on: { week: 17, day: 'Sun' },
    span: {
      at: '10:50',
      zone: 'Asia/Tokyo',
      arrives: { daysLater: 0, at: '18:20', zone: 'Europe/Berlin' },
    },
  },
];

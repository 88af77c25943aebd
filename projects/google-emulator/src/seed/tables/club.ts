import type { EventPlan, SeriesPlan } from '../event-plan.ts';

/** The canoe club's calendar, which Jonas owns and Ada reads. */
export const CLUB_EVENTS: readonly EventPlan[] = [
  {
    summary: 'End of season: boats out of the water',
    on: { week: -31, day: 'Sat' },
    time: { at: '10:00', minutes: 240 },
    location: 'Boathouse Spreebogen',
    description: 'Rubber boots. There will be soup.',
  },
  {
    summary: 'Annual general meeting',
    on: { week: -19, day: 'Fri' },
    time: { at: '19:00', minutes: 150 },
    location: 'Boathouse, upstairs',
    description: 'Agenda: report, accounts, roof, new paddles, any other business (the heron).',
  },
  {
    summary: 'Rescue training in the indoor pool',
    on: { week: -12, day: 'Sun' },
    time: { at: '18:00', minutes: 90 },
    location: 'Stadtbad Neukölln',
  },
  {
    summary: 'Varnishing weekend',
    on: { week: -5, day: 'Sat' },
    time: { days: 2 },
    location: 'Boathouse Spreebogen',
  },
  {
    summary: 'Trial day for newcomers 🛶',
    on: { week: 0, day: 'Sat' },
    time: { at: '10:00', minutes: 240 },
    location: 'Boathouse Spreebogen, jetty',
    description: 'We lend everything but courage.',
  },
  {
    summary: 'Moonlight paddle',
    on: { week: 2, day: 'Sat' },
    time: { at: '21:00', minutes: 240 },
    description: 'Lamps on every boat, white to the front.',
  },
  {
    summary: 'Regatta: Berlin – Potsdam',
    on: { week: 6, day: 'Sat' },
    time: { days: 2 },
    colorId: '11',
  },
  {
    summary: 'Youth group: camp on the island',
    on: { week: 11, day: 'Thu' },
    time: { days: 4 },
    location: 'Lindwerder',
  },
  {
    summary: 'Boathouse closed: roof',
    on: { week: 15, day: 'Mon' },
    time: { days: 5 },
    status: 'tentative',
  },
];

export const CLUB_SERIES: readonly SeriesPlan[] = [
  {
    key: 'club-training',
    summary: 'Training on the water',
    on: { week: -28, day: 'Thu' },
    time: { at: '18:30', minutes: 90 },
    rule: 'FREQ=WEEKLY;BYDAY=TH',
    location: 'Boathouse Spreebogen',
    cancelledOnHolidays: true,
    changes: [
      {
        on: { week: 0, day: 'Thu' },
        change: { kind: 'changed', summary: 'Training: self-rescue, bring dry clothes' },
      },
      { on: { week: 15, day: 'Thu' }, change: { kind: 'cancelled' } },
    ],
  },
  {
    key: 'club-committee',
    summary: 'Committee',
    on: { week: -40, day: 'Mon' },
    time: { at: '20:00', minutes: 90 },
    rule: 'FREQ=MONTHLY;BYDAY=1WE',
    visibility: 'private',
    description: 'Keys, money, the heron.',
  },
];

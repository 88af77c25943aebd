import type { EventPlan, SeriesPlan } from '../event-plan.ts';
import { ADA, FELIX } from './people.ts';

/** The single events in Jonas's own calendar: shifts, errands and appointments. */
export const JONAS_EVENTS: readonly EventPlan[] = [
  { summary: 'Nachtdienst', on: { week: -2, day: 'Fri' }, time: { at: '21:15', minutes: 585 } },
  { summary: 'Frühdienst', on: { week: -1, day: 'Tue' }, time: { at: '06:00', minutes: 495 } },
  { summary: 'Spätdienst', on: { week: 0, day: 'Mon' }, time: { at: '13:30', minutes: 495 } },
  { summary: 'Nachtdienst', on: { week: 0, day: 'Tue' }, time: { at: '21:15', minutes: 585 } },
  {
    summary: 'Einkaufen für Donnerstag',
    on: { week: 0, day: 'Wed' },
    time: { at: '16:00', minutes: 45 },
    description: 'Pilze, Reis, Weißwein, Parmesan. Und Katzenfutter!',
  },
  {
    summary: 'Zahnarzt',
    on: { daysFromToday: 0 },
    time: { at: '11:20', minutes: 30 },
    visibility: 'private',
  },
  { summary: 'Frühdienst', on: { week: 1, day: 'Wed' }, time: { at: '06:00', minutes: 495 } },
  {
    summary: 'Fortbildung Wundversorgung',
    on: { week: 3, day: 'Thu' },
    time: { days: 2 },
    location: 'Charité, Campus Virchow',
  },
  {
    summary: 'Umzugskartons abholen',
    on: { week: 2, day: 'Thu' },
    time: { at: '17:00', minutes: 60 },
    guests: [
      { person: ADA, response: 'accepted' },
      { person: FELIX, response: 'needsAction' },
    ],
  },
];

export const JONAS_SERIES: readonly SeriesPlan[] = [
  {
    key: 'football',
    summary: 'Fußball ⚽️',
    on: { week: -30, day: 'Sun' },
    time: { at: '10:00', minutes: 120 },
    rule: 'FREQ=WEEKLY;BYDAY=SU',
    location: 'Tempelhofer Feld',
    changes: [{ on: { week: 1, day: 'Sun' }, change: { kind: 'cancelled' } }],
  },
];

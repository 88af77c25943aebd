import type { EventPlan, SeriesPlan } from '../event-plan.ts';
import { ada, felix } from './people.ts';

/** Jonas's own calendar: shifts, football, and the dinners he is cooking. */
export const JONAS_EVENTS: readonly EventPlan[] = [
  { summary: 'Nachtdienst', on: { week: -2, day: 'Fri' }, span: { at: '21:15', minutes: 585 } },
  { summary: 'Frühdienst', on: { week: -1, day: 'Tue' }, span: { at: '06:00', minutes: 495 } },
  { summary: 'Spätdienst', on: { week: 0, day: 'Mon' }, span: { at: '13:30', minutes: 495 } },
  { summary: 'Nachtdienst', on: { week: 0, day: 'Tue' }, span: { at: '21:15', minutes: 585 } },
  {
    summary: 'Einkaufen für Donnerstag',
    on: { week: 0, day: 'Wed' },
    span: { at: '16:00', minutes: 45 },
    description: 'Pilze, Reis, Weißwein, Parmesan. Und Katzenfutter!',
  },
  {
    summary: 'Zahnarzt',
    on: { daysFromToday: 0 },
    span: { at: '11:20', minutes: 30 },
    visibility: 'private',
  },
  { summary: 'Frühdienst', on: { week: 1, day: 'Wed' }, span: { at: '06:00', minutes: 495 } },
  {
    summary: 'Fortbildung Wundversorgung',
    on: { week: 3, day: 'Thu' },
    span: { days: 2 },
    location: 'Charité, Campus Virchow',
  },
  {
    summary: 'Umzugskartons abholen',
    on: { week: 2, day: 'Thu' },
    span: { at: '17:00', minutes: 60 },
    guests: [
      { person: ada, response: 'normalizedEvent' },
      { person: felix, response: 'needsAction' },
    ],
  },
];

export const JONAS_SERIES: readonly SeriesPlan[] = [
  {
    key: 'football',
    summary: 'Fußball ⚽️',
    on: { week: -30, day: 'Sun' },
    span: { at: '10:00', minutes: 120 },
    rule: 'FREQ=WEEKLY;BYDAY=SU',
    location: 'Tempelhofer Feld',
    changes: [{ on: { week: 1, day: 'Sun' }, change: { kind: 'cancelled' } }],
  },
];

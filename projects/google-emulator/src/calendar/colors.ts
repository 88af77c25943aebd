import type { Handler } from './call.ts';

/** Google's palette: the ids that `colorId` of a calendar and of an event mean. */
const CALENDAR_BACKGROUNDS = [
  '#ac725e',
  '#d06b64',
  '#f83a22',
  '#fa573c',
  '#ff7537',
  '#ffad46',
  '#42d692',
  '#16a765',
  '#7bd148',
  '#b3dc6c',
  '#fbe983',
  '#fad165',
  '#92e1c0',
  '#9fe1e7',
  '#9fc6e7',
  '#4986e7',
  '#9a9cff',
  '#b99aff',
  '#c2c2c2',
  '#cabdbf',
  '#cca6ac',
  '#f691b2',
  '#cd74e6',
  '#a47ae2',
];

const EVENT_BACKGROUNDS = [
  '#a4bdfc',
  '#7ae7bf',
  '#dbadff',
  '#ff887c',
  '#fbd75b',
  '#ffb878',
  '#46d6db',
  '#e1e1e1',
  '#5484ed',
  '#51b749',
  '#dc2127',
];

/** What is written on each of them. */
export const FOREGROUND = '#1d1d1d';

export const USUAL_CALENDAR_COLOR = '16';

const colors = {
  kind: 'calendar#colors',
  updated: '2012-02-14T00:00:00.000Z',
  calendar: palette(CALENDAR_BACKGROUNDS),
  event: palette(EVENT_BACKGROUNDS),
};

export const colorMethods: Readonly<Record<string, Handler>> = {
  'calendar.colors.get': () => ({ body: colors }),
};

export function calendarBackground(colorId: string): string | undefined {
  return CALENDAR_BACKGROUNDS[Number(colorId) - 1];
}

function palette(backgrounds: readonly string[]) {
  return Object.fromEntries(
    backgrounds.map((background, index) => [
      String(index + 1),
      { background, foreground: FOREGROUND },
    ]),
  );
}

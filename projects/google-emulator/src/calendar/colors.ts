import type { Handler } from './call.ts';
import { CALENDAR_BACKGROUNDS, EVENT_BACKGROUNDS } from './palette.ts';

/** The text colour on every background of the palette. */
export const FOREGROUND = '#1d1d1d';

export const DEFAULT_CALENDAR_COLOR_ID = '16';

const COLORS = {
  kind: 'calendar#colors',
  updated: '2012-02-14T00:00:00.000Z',
  calendar: palette(CALENDAR_BACKGROUNDS),
  event: palette(EVENT_BACKGROUNDS),
};

export const colorMethods: Readonly<Record<string, Handler>> = {
  'calendar.colors.get': () => ({ body: COLORS }),
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

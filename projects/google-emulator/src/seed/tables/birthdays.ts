import type { SeriesPlan } from '../event-plan.ts';

/**
 * Birthdays as Google stores them: yearly, all-day, private and transparent. One is on 29 February, which Google shows
 * on the last day of February in other years:
 * https://developers.google.com/workspace/calendar/api/guides/event-types#birthday
 */
export const BIRTHDAYS: readonly SeriesPlan[] = [
  birthday('renate', 'Mum’s birthday 🎂', { month: 5, day: 17, yearsAgo: 3 }),
  birthday('felix', 'Felix’s birthday', { month: 11, day: 3, yearsAgo: 4 }),
  birthday('sofia', '¡Cumpleaños de Sofía! 🎉', { month: 2, day: 29, yearsAgo: 2 }),
  {
    ...birthday('together', 'Together since that rainy day (Jonas)', {
      month: 9,
      day: 12,
      yearsAgo: 6,
    }),
    birthdayProperties: { type: 'anniversary', contact: 'people/c7719204455180' },
  },
];

function birthday(
  who: string,
  summary: string,
  on: { month: number; day: number; yearsAgo: number },
): SeriesPlan {
  return {
    key: `birthday of ${who}`,
    summary,
    on,
    time: { days: 1 },
    rule: on.day === 29 ? 'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=-1' : 'FREQ=YEARLY',
    eventType: 'birthday',
    birthdayProperties: { type: 'birthday' },
    transparency: 'transparent',
    visibility: 'private',
    colorId: '4',
  };
}

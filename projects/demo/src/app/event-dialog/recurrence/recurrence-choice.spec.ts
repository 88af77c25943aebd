import {
  type DayOfMonth,
  daysOfMonth,
  movedChoice,
  NO_RECURRENCE,
  type RecurrenceChoice,
  type Weekday,
} from './recurrence-choice';

const PARTS = { interval: 1, end: { kind: 'never' }, otherLines: [] } as const;
const THURSDAY = '2026-06-18';

const weekly = (...weekdays: readonly Weekday[]): RecurrenceChoice => ({
  frequency: 'WEEKLY',
  weekdays,
  weekStart: 'MO',
  ...PARTS,
});
const monthly = (on: DayOfMonth): RecurrenceChoice => ({ frequency: 'MONTHLY', on, ...PARTS });

describe('daysOfMonth', () => {
  it('calls a day in the middle of a month by its number and by its place among its weekdays', () => {
    expect(daysOfMonth(THURSDAY)).toEqual([
      { kind: 'day', day: 18 },
      { kind: 'weekday', nth: 3, weekday: 'TH' },
    ]);
  });

  it('calls the fourth weekday the last one, too, where there is no fifth', () => {
    expect(daysOfMonth('2026-06-25')).toEqual([
      { kind: 'day', day: 25 },
      { kind: 'weekday', nth: 4, weekday: 'TH' },
      { kind: 'weekday', nth: -1, weekday: 'TH' },
    ]);
  });

  it('calls a fifth weekday the last one, and the last day of a month so, too', () => {
    expect(daysOfMonth('2026-06-30')).toEqual([
      { kind: 'day', day: 30 },
      { kind: 'day', day: -1 },
      { kind: 'weekday', nth: -1, weekday: 'TU' },
    ]);
  });
});

describe('movedChoice', () => {
  it('moves the only weekday of a rule with its start', () => {
    expect(movedChoice(weekly('TH'), THURSDAY, '2026-06-19')).toEqual(weekly('FR'));
    expect(movedChoice(weekly('TH'), THURSDAY, '2026-06-25')).toEqual(weekly('TH'));
  });

  it('keeps several weekdays if the new start is on one of them, else moves the one of the start', () => {
    expect(movedChoice(weekly('MO', 'TH'), THURSDAY, '2026-06-22')).toEqual(weekly('MO', 'TH'));
    expect(movedChoice(weekly('MO', 'TH'), THURSDAY, '2026-06-19')).toEqual(weekly('MO', 'FR'));
  });

  it('keeps weekdays among which the start was not', () => {
    expect(movedChoice(weekly('MO'), THURSDAY, '2026-06-19')).toEqual(weekly('MO'));
  });

  it('moves the day of a month, called as it was before', () => {
    expect(movedChoice(monthly({ kind: 'day', day: 18 }), THURSDAY, '2026-06-30')).toEqual(
      monthly({ kind: 'day', day: 30 }),
    );
    const third = monthly({ kind: 'weekday', nth: 3, weekday: 'TH' });
    expect(movedChoice(third, THURSDAY, '2026-06-26')).toEqual(
      monthly({ kind: 'weekday', nth: 4, weekday: 'FR' }),
    );
    const last = monthly({ kind: 'weekday', nth: -1, weekday: 'TU' });
    expect(movedChoice(last, '2026-06-30', '2026-06-29')).toEqual(
      monthly({ kind: 'weekday', nth: -1, weekday: 'MO' }),
    );
    expect(movedChoice(third, THURSDAY, '2026-06-30')).toEqual(
      monthly({ kind: 'weekday', nth: -1, weekday: 'TU' }),
    );
  });

  it('keeps what does not depend on the start', () => {
    for (const choice of [
      NO_RECURRENCE,
      { frequency: 'OWN', lines: ['RDATE:20260701'] },
      { frequency: 'DAILY', ...PARTS },
      monthly({ kind: 'day', day: 1 }),
    ] satisfies RecurrenceChoice[]) {
      expect(movedChoice(choice, THURSDAY, '2026-06-19')).toBe(choice);
    }
  });
});

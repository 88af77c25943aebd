import { isZone } from 'google-calendar-ics/internal';
import type { SeedUser } from '../seed/seed.ts';
import { Revisions } from './revisions.ts';

/** A user's settings by their ids in `settings.list`. */
export type UserSettings = Revisions<UserSetting>;

export interface UserSetting {
  readonly id: string;
  readonly value: string;
}

const isFlag = (value: string) => value === 'true' || value === 'false';
const isOneOf =
  (...values: string[]) =>
  (value: string) =>
    values.includes(value);

/** All settings, and which values each may have. */
const VALID_VALUES: Readonly<Record<string, (value: string) => boolean>> = {
  autoAddHangouts: isFlag,
  dateFieldOrder: isOneOf('MDY', 'DMY', 'YMD'),
  defaultEventLength: (value) => /^\d+$/.test(value),
  format24HourTime: isFlag,
  hideInvitations: isFlag,
  hideWeekends: isFlag,
  locale: (value) => /^[a-z]{2,3}([-_][A-Za-z0-9]+)*$/.test(value),
  remindOnRespondedEventsOnly: isFlag,
  showDeclinedEvents: isFlag,
  timezone: isZone,
  useKeyboardShortcuts: isFlag,
  weekStart: isOneOf('0', '1', '6'),
};

/** The settings of a user who has changed none. */
export function initialSettings(user: SeedUser, now: number, changed: () => void): UserSettings {
  const isAmerican = user.locale.endsWith('US');
  const values: Readonly<Record<string, string>> = {
    autoAddHangouts: 'false',
    dateFieldOrder: isAmerican ? 'MDY' : 'DMY',
    defaultEventLength: '60',
    format24HourTime: String(!isAmerican),
    hideInvitations: 'false',
    hideWeekends: 'false',
    locale: user.locale,
    remindOnRespondedEventsOnly: 'false',
    showDeclinedEvents: 'true',
    timezone: user.timeZone,
    useKeyboardShortcuts: 'true',
    weekStart: isAmerican ? '0' : '1',
  };
  const settings: UserSettings = new Revisions(now, changed);
  for (const [id, value] of Object.entries(values)) {
    settings.put(id, { id, value }, now);
  }
  return settings;
}

/** What is wrong with a new value of a setting; undefined if nothing is. */
export function settingProblem({ id, value }: UserSetting): string | undefined {
  const isValid = VALID_VALUES[id];
  if (!isValid) {
    return `There is no setting ${id}; there are ${Object.keys(VALID_VALUES).join(', ')}.`;
  }
  return isValid(value) ? undefined : `The setting ${id} cannot be ${JSON.stringify(value)}.`;
}

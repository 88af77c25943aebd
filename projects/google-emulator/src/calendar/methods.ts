import { watchMethods } from '../push/watch-methods.ts';
import { aclMethods } from './acl-methods.ts';
import { calendarListMethods } from './calendar-list-methods.ts';
import { calendarsMethods } from './calendars-methods.ts';
import type { Handler } from './call.ts';
import { colorMethods } from './colors.ts';
import { eventWriteMethods } from './event-write-methods.ts';
import { eventsMethods } from './events-methods.ts';
import { freeBusyMethods } from './free-busy.ts';
import { settingsMethods } from './settings.ts';

/** The handlers of all supported methods, by their ids in the discovery document. */
export const handlers: Readonly<Record<string, Handler>> = {
  ...aclMethods,
  ...calendarListMethods,
  ...calendarsMethods,
  ...colorMethods,
  ...eventsMethods,
  ...eventWriteMethods,
  ...freeBusyMethods,
  ...settingsMethods,
  ...watchMethods,
};

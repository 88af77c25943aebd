// What few apps call of calendars, with any provider. Its code is loaded when it is called.
export { liveSettings as ɵliveSettings } from './live-settings';
export { type ListChange as ɵListChange, writeCalendar as ɵwriteCalendar } from './write-calendar';

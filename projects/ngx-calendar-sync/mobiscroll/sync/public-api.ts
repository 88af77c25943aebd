// What the objects for Google and for Outlook share. Apps import its types from the entry of their provider.
export { type MobiscrollOptions, setupOf as ɵsetupOf } from './mobiscroll-config';
export {
  idOf as ɵidOf,
  type MobiscrollEvent,
  type MobiscrollReadEvent,
  type MobiscrollTime,
  shownFields as ɵshownFields,
  writtenTimes as ɵwrittenTimes,
} from './mobiscroll-event';
export { MobiscrollSync as ɵMobiscrollSync } from './mobiscroll-sync';
export { usingService as ɵusingService } from './using-service';

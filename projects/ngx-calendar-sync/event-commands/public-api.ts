// What few apps call of events, with any provider. Its code is loaded when it is called.
export {
  type EventInCalendar as ɵEventInCalendar,
  EventCommands as ɵEventCommands,
  type ReadAccess as ɵReadAccess,
} from './event-commands';
export { type AnsweredPage as ɵAnsweredPage, EventPages as ɵEventPages } from './event-pages';
export { checkedId as ɵcheckedId, existing as ɵexisting } from './existing-event';

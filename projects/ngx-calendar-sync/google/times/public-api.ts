// Reading Google's times, apart from the rest: what runs in a worker needs it, too.
export {
  hasOffset as ɵhasOffset,
  readableZone as ɵreadableZone,
  type SentTime as ɵSentTime,
  timeOf as ɵtimeOf,
  timesOf as ɵtimesOf,
} from './event-times';
export { basicFormat as ɵbasicFormat, instanceIdPrefix as ɵinstanceIdPrefix } from './instance-id';

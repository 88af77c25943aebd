// The sessions of the accounts that sign in, with any provider. Apps import nothing of it.
export type { AccountAuth as ɵAccountAuth } from './account-auth';
export { AccountRuntime as ɵAccountRuntime } from './account-runtime';
export { AccountSessions as ɵAccountSessions } from './account-sessions';
export type {
  AccountProvider as ɵAccountProvider,
  AccountTypes as ɵAccountTypes,
  EventOf as ɵEventOf,
} from './account-types';
export { IDLE as ɵIDLE } from './idle';
export type { LocalCopies as ɵLocalCopies } from './local-copies';
export type { OpenSession as ɵOpenSession, SessionWrites as ɵSessionWrites } from './open-session';
export {
  lazyWrites as ɵlazyWrites,
  loadedWrites as ɵloadedWrites,
  type OutboxCode as ɵOutboxCode,
} from './outbox-code';
export { startRuntime as ɵstartRuntime } from './start-runtime';
export { TransferredEvents as ɵTransferredEvents } from './transferred-events';

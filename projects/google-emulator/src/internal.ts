/** What `graph-calendar-emulator` shares with this package: nothing of it is Google's. It may change with any version. */
export { cut, drop } from './control/connection-loss.ts';
export { ControlError, Fields } from './control/fields.ts';
export { corsOfAllowedPages, refuseForeignPages } from './control/foreign-pages.ts';
export { logged } from './control/log-middleware.ts';
export { type LoggedRequest, RequestLog } from './control/request-log.ts';
export {
  readRequestMatch,
  type RequestMatch,
  RequestRules,
  type RequestTarget,
  type RuleReport,
} from './control/request-rules.ts';
export type { Env } from './server/env.ts';
export { loopbackHostOnly } from './server/loopback-host.ts';
export { listenOnLoopback, type LoopbackServer } from './server/loopback-server.ts';
export { serverTiming } from './server/server-timing.ts';

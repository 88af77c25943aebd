export {
  createEmulator,
  DEFAULT_API_KEY,
  type Emulator,
  type EmulatorOptions,
} from './emulator.ts';
export type { ActingRequest, ActingUser } from './control/acting-user.ts';
export type {
  EmulatorControl,
  IssuedToken,
  NewToken,
  NewUser,
} from './control/emulator-control.ts';
export type { FaultRule } from './control/fault-rule.ts';
export type { FaultReport } from './control/faults.ts';
export { ControlError } from './control/fields.ts';
export type { ConferenceBehaviour, ConferenceOutcome } from './world/conference-requests.ts';
export type { Mail } from './mail/outbox.ts';
export type { LoggedRequest } from './control/request-log.ts';
export { DEFAULT_CLIENT, type OAuthClient } from './oauth/clients.ts';
export type * from './discovery/wire-types.generated.ts';
export { defaultSeed } from './seed/default-seed.ts';
export type {
  AccessRole,
  Seed,
  SeedCalendar,
  SeedGroup,
  SeedMembership,
  SeedUser,
} from './seed/seed.ts';

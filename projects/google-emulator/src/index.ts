export {
  createEmulator,
  DEFAULT_API_KEY,
  type Emulator,
  type EmulatorOptions,
} from './emulator.ts';
export type { EmulatorControl, IssuedToken, NewToken, NewUser } from './control/control.ts';
export type { FaultRule } from './control/faults.ts';
export type { LoggedRequest } from './control/request-log.ts';
export { DEFAULT_CLIENT, type OAuthClient } from './oauth/clients.ts';
export { defaultSeed } from './seed/default-seed.ts';
export type { AccessRole, Seed, SeedCalendar, SeedMembership, SeedUser } from './seed/seed.ts';

export { createEmulator, DEFAULT_CLIENT, type Emulator, type EmulatorOptions } from './emulator.ts';
export type { ActingRequest } from './control/acting.ts';
export type {
  AddedFault,
  CreatedUser,
  EmulatorControl,
  FaultReport,
  IssuedToken,
  NewToken,
  NewUser,
} from './control/emulator-control.ts';
export type { FaultName, NamedFault, NewFault } from './faults/named-fault.ts';
export type { Mail } from './calendar/world.ts';
export type { PageAnswer } from './identity/directory.ts';
export type { IdentityControl, NewAccessToken } from './identity/identity.ts';
export type { RegisteredClient, SignInAudience } from './identity/registered-client.ts';
export { defaultSeed } from './seed/default-seed.ts';
export type {
  Seed,
  SeedCalendar,
  SeedCategory,
  SeedEvent,
  SeedOrganizer,
  SeedShare,
  SeedUser,
} from './seed/seed.ts';
export type { Account } from './accounts.ts';
export type { LoggedRequest } from 'google-calendar-emulator';
export type { IdentityBehaviour } from './identity/behaviour.ts';
export type { TokenRequest } from './identity/token-routes.ts';

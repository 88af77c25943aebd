export { createEmulator, DEFAULT_CLIENT, type Emulator, type EmulatorOptions } from './emulator.ts';
export type { ActingRequest } from './control/acting.ts';
export type { EmulatorControl, NewToken, NewUser } from './control/emulator-control.ts';
export type { FaultName, NamedFault, NewFault } from './faults/named-fault.ts';
export type { Mail } from './calendar/world.ts';
export type { IdentityControl, NewAccessToken } from './identity/identity.ts';
export type { RegisteredClient } from './identity/registered-client.ts';
export { defaultSeed } from './seed/default-seed.ts';
export type { Seed, SeedCalendar, SeedEvent, SeedUser } from './seed/seed.ts';

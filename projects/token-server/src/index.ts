export { createTokenHandler, type TokenHandler } from './token-handler.ts';
export type {
  GoogleEndpoints,
  Provider,
  RateLimitOptions,
  TokenMode,
  TokenServerOptions,
} from './options.ts';
export { OptionsError, type Problem } from './settings.ts';

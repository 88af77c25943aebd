export {
  assertAngular as ɵassertAngular,
  configRef as ɵconfigRef,
  type ConfigRef as ɵConfigRef,
  type ConfigSource as ɵConfigSource,
  withConfig as ɵwithConfig,
} from './config/config-ref';
export {
  assertObject as ɵassertObject,
  readMilliseconds as ɵreadMilliseconds,
  readScopes as ɵreadScopes,
  readWord as ɵreadWord,
} from './config/config-values';
export {
  routesOf as ɵroutesOf,
  type ServerConfig as ɵServerConfig,
  TOKEN_SERVER_SETTINGS as ɵTOKEN_SERVER_SETTINGS,
  type TokenServerSettings as ɵTokenServerSettings,
} from './config/server-config';
export {
  type DiagnosedError as ɵDiagnosedError,
  type DiagnosedRequests as ɵDiagnosedRequests,
  Diagnostics as ɵDiagnostics,
} from './diagnostics/diagnostics';
export {
  type FailureReport as ɵFailureReport,
  type JsonMembers as ɵJsonMembers,
  machineReadableCode as ɵmachineReadableCode,
  membersOf as ɵmembersOf,
  quotable as ɵquotable,
  reportOf as ɵreportOf,
} from './http/failed-answer';
export {
  errorOfFailure as ɵerrorOfFailure,
  type FailureMeaning as ɵFailureMeaning,
} from './http/failure-meaning';
export {
  LIBRARY_HTTP as ɵLIBRARY_HTTP,
  libraryHttp as ɵlibraryHttp,
  VIA_APP_INTERCEPTORS as ɵVIA_APP_INTERCEPTORS,
} from './http/library-http';
export { RequestAttempts as ɵRequestAttempts } from './http/request-attempts';
export { requestStatistics as ɵrequestStatistics } from './http/request-statistics';
export { withBackOff as ɵwithBackOff } from './http/retry-policy';
export {
  sendWithToken as ɵsendWithToken,
  withRequestToken as ɵwithRequestToken,
} from './http/token-interceptor';
export {
  ACCOUNT_PROVIDERS as ɵACCOUNT_PROVIDERS,
  type AccountFeatures as ɵAccountFeatures,
  featureProviders as ɵfeatureProviders,
} from './account-providers';
export type { AuthState as ɵAuthState, SignedIn as ɵSignedIn } from './sign-in/auth-state';
export {
  type DiagnosedAuth as ɵDiagnosedAuth,
  diagnosedAuth as ɵdiagnosedAuth,
} from './sign-in/diagnosed-auth';
export {
  type DiagnosticReport as ɵDiagnosticReport,
  DiagnosticReports as ɵDiagnosticReports,
} from './sign-in/diagnostic-reports';
export { loadGestureRenewal as ɵloadGestureRenewal } from './sign-in/load-gesture-renewal';
export { SignIn as ɵSignIn } from './sign-in/sign-in';
export type { SignInProvider as ɵSignInProvider } from './sign-in/sign-in-provider';
export {
  LazyTokenSource as ɵLazyTokenSource,
  type LoadTokenSource as ɵLoadTokenSource,
} from './token-sources/lazy-token-source';
export { PendingSignOut as ɵPendingSignOut } from './token-sources/pending-sign-out';
export { restoredFromServer as ɵrestoredFromServer } from './token-sources/restored-session';
export {
  type OAuthRefusal as ɵOAuthRefusal,
  TOKEN_ERRORS as ɵTOKEN_ERRORS,
  type TokenErrors as ɵTokenErrors,
} from './token-sources/token-errors';
export {
  loadTokenServer as ɵloadTokenServer,
  TokenServer as ɵTokenServer,
} from './token-sources/token-server';
export type {
  AccessToken as ɵAccessToken,
  NotRenewable as ɵNotRenewable,
} from './tokens/access-token';
export {
  type AccessTokenResponse as ɵAccessTokenResponse,
  accessTokenOf as ɵaccessTokenOf,
} from './tokens/access-token-response';
export { AccessTokens as ɵAccessTokens } from './tokens/access-tokens';
export { sameScopes as ɵsameScopes } from './tokens/held-token';
export {
  type AccountIdentities as ɵAccountIdentities,
  type AccountIdentity as ɵAccountIdentity,
  addressOf as ɵaddressOf,
} from './tokens/account-identity';
export {
  type GivenToken as ɵGivenToken,
  OwnTokenSource as ɵOwnTokenSource,
  type TokenGiver as ɵTokenGiver,
} from './tokens/own-token-source';
export { RefreshTokenMemory as ɵRefreshTokenMemory } from './tokens/refresh-token-memory';
export { TOKEN_STORAGE as ɵTOKEN_STORAGE } from './tokens/remembered-session';
export {
  expired as ɵexpired,
  signedOut as ɵsignedOut,
  superseded as ɵsuperseded,
} from './tokens/token-error';
export type {
  RestoreResult as ɵRestoreResult,
  SignInRequest as ɵSignInRequest,
  TokenRequest as ɵTokenRequest,
  TokenSource as ɵTokenSource,
  ProviderSignOut as ɵProviderSignOut,
} from './tokens/token-source';
export { notRenewableErrors as ɵnotRenewableErrors } from './token-sources/not-renewable-errors';

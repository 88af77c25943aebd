// Names that begin with `ɵ` are for the other entries of this package, not for apps: they may change at any time.
export { backOffMs as ɵbackOffMs, spreadMs as ɵspreadMs } from './back-off';
export {
  BrowserTabs as ɵBrowserTabs,
  TAB_CONNECTIONS as ɵTAB_CONNECTIONS,
  type TabConnections as ɵTabConnections,
} from './browser-tabs';
export {
  CalendarSyncError,
  hasCode as ɵhasCode,
  type CalendarSyncErrorCode,
  type CalendarSyncErrorOptions,
} from './calendar-sync-error';
export { CLOCK as ɵCLOCK } from './clock';
export {
  describeValue as ɵdescribeValue,
  invalidConfig as ɵinvalidConfig,
  PLACEHOLDER_PAGE_URL as ɵPLACEHOLDER_PAGE_URL,
  readBaseUrl as ɵreadBaseUrl,
  readWebUrl as ɵreadWebUrl,
} from './config-url';
export {
  type DiagnosedVersions as ɵDiagnosedVersions,
  diagnosedVersions as ɵdiagnosedVersions,
} from './diagnosed-versions';
export { descriptionText, textOfHtml as ɵtextOfHtml } from './html-text/html-text';
export { IN_GESTURE as ɵIN_GESTURE } from './gesture';
export { NAVIGATE as ɵNAVIGATE } from './navigate';
export { Slices as ɵSlices, nextTask as ɵnextTask } from './next-task';
export { RANDOM as ɵRANDOM } from './random';
export { RecentEntries as ɵRecentEntries } from './recent-entries';
export {
  LOCAL_STORAGE as ɵLOCAL_STORAGE,
  SESSION_STORAGE as ɵSESSION_STORAGE,
  StoredValue as ɵStoredValue,
} from './storage';
export { abortable as ɵabortable, untilAborted as ɵuntilAborted } from './until-aborted';
export { VERSION as ɵVERSION } from './version';
export { VISIBLE as ɵVISIBLE } from './visibility';
export { WAKE as ɵWAKE } from './wake';
export {
  type LoadCode as ɵLoadCode,
  LazyService as ɵLazyService,
  orNotLoaded as ɵorNotLoaded,
} from './lazy-service';
export { notReady as ɵnotReady } from './not-ready';
export { onceForEach as ɵonceForEach, onceForEachOf as ɵonceForEachOf } from './once-for-each';
export { SKIP_TOKEN as ɵSKIP_TOKEN } from './skip-token';

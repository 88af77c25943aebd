/**
 * The app's own properties of events, by name: those that `ownProperties` of the configuration names. It is empty, so that
 * an app can declare them once, beside its configuration, for every event and draft.
 *
 * @example
 * ```ts
 * declare module 'ngx-calendar-sync/google' {
 *   interface OwnEventProperties {
 *     patient: string;
 *   }
 * }
 * ```
 */
// eslint-disable-next-line @typescript-eslint/no-empty-object-type -- an app adds its own by module augmentation
export interface OwnEventProperties {}

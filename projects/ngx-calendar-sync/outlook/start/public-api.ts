// What the start of an app and the code that it loads then share.
export type * from './wire-types.generated';

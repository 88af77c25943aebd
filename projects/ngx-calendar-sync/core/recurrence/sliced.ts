/**
 * Work that can be interrupted: at each `yield` the caller may go on with it at once, or in a later task so that the
 * page stays responsive.
 */
export type Sliced<T> = Generator<undefined, T, undefined>;

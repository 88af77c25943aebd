import type { ɵInMemoryProviderOptions as InMemoryProviderOptions } from 'ngx-calendar-sync/testing';

/** A calendar service in the ways that matter to the outbox. */
export interface ProviderKind {
  /** Ends the name of a suite. */
  readonly name: string;
  readonly options: Required<
    Pick<InMemoryProviderOptions, 'series' | 'ids' | 'versions' | 'moves'>
  >;
}

/**
 * The outbox has to keep its promises at each of these. How long a pull does not tell a write yet, which also differs, is not seen
 * here: the outbox pulls nothing.
 */
export const PROVIDER_KINDS: readonly ProviderKind[] = [
  {
    name: 'at a service like Google',
    options: { series: 'masters', ids: 'client', versions: true, moves: true },
  },
  {
    name: 'at a service like Graph',
    options: { series: 'occurrences', ids: 'service', versions: true, moves: false },
  },
  {
    name: 'at a service without versions',
    options: { series: 'occurrences', ids: 'service', versions: false, moves: true },
  },
];

/** Those that can move an event to another calendar. */
export const KINDS_THAT_MOVE = PROVIDER_KINDS.filter(({ options }) => options.moves);

/** Those that refuse a write which was made on an old version. At any other one the last write of a property wins. */
export const KINDS_WITH_VERSIONS = PROVIDER_KINDS.filter(({ options }) => options.versions);

/** The provider of these specs divides only series that it has by their masters. */
export const KINDS_THAT_DIVIDE = PROVIDER_KINDS.filter(
  ({ options }) => options.series === 'masters',
);

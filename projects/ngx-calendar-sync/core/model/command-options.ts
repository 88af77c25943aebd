/** What every command takes that returns a promise. */
export interface CommandOptions {
  /**
   * Gives the command up when it is aborted: its promise rejects with `cancelled`. What has not been sent by then is not
   * sent. A write that is on its way may have been done at the provider: its calendar is read again, and a later write of the
   * same event that waits behind it may be a `conflict`.
   */
  readonly signal?: AbortSignal | undefined;
}

/** What signing out takes. */
export interface SignOutOptions extends CommandOptions {
  /** Gives up the writes that are waiting, without which a sign-out is refused with `pending-writes`. */
  readonly discard?: boolean | undefined;
}

/** Which guests the provider tells of a write by e-mail: all, those who use another calendar service, or nobody. */
export type SendUpdates = 'all' | 'externalOnly' | 'none';

/** Which occurrences of a series a write is for: the one it names, that one and all later ones, or all of them. */
export type SeriesScope = 'this' | 'following' | 'all';

/** What every write takes. */
export interface WriteOptions extends CommandOptions {
  /**
   * With a local copy: the promise resolves once the write is stored, and survives a closed tab, in place of once the provider
   * has confirmed it. What becomes of it then is in `pendingWrites$`. Where the browser does not store it (`writeStorage` of
   * the copy's state says so, and why), it resolves as by default, once the provider has confirmed it. A change of an event
   * that neither a view shows nor the copy holds cannot be made without asking for the event: offline it rejects with
   * `offline`, and nothing is stored.
   */
  readonly durable?: boolean | undefined;
  /** Of an occurrence: what the write is for; by default `this`. */
  readonly scope?: SeriesScope | undefined;
  /** By default what the configuration says. A provider that always tells the guests ignores it. */
  readonly sendUpdates?: SendUpdates | undefined;
}

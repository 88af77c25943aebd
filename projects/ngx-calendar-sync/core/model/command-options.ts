/** What every command takes that returns a promise. */
export interface CommandOptions {
  /**
   * Gives the command up when it is aborted: its promise rejects with `cancelled`. What has not been sent by then is not
   * sent. A write that is on its way may have been done at the provider: its calendar is read again, and a later write of the
   * same event that waits behind it may be a `conflict`.
   */
  readonly signal?: AbortSignal | undefined;
}

/** Which guests the provider tells of a write by e-mail: all, those who use another calendar service, or nobody. */
export type SendUpdates = 'all' | 'externalOnly' | 'none';

/** What every write takes. */
export interface WriteOptions extends CommandOptions {
  /** By default what the configuration says. A provider that always tells the guests ignores it. */
  readonly sendUpdates?: SendUpdates | undefined;
}

import type { Observable } from 'rxjs';
import type { CalendarEvent } from '../model/calendar-event';
import type { ToldError } from '../model/told-error';
import type { ReplicaStatus } from '../replica/replica-store';
import type { PlannedWrite } from './event-write';

/** A write of the app until its events show it, as it is stored: plain data. */
export interface StoredWrite<E extends CalendarEvent = CalendarEvent> {
  /** Unique. Ids sort in the order in which the writes were made. */
  readonly id: string;
  /** When it was made, in milliseconds since the epoch. */
  readonly madeAt: number;
  /** Once the write is confirmed, as it was sent: what takes it back is made from this. */
  readonly plan: PlannedWrite<E>;
  /**
   * `sending` is stored before a request leaves: after a restart nobody knows whether it has arrived. `confirmed` stays until
   * the events that are read show the write.
   */
  readonly state: 'waiting' | 'sending' | 'failed' | 'conflict' | 'confirmed';
  /** The id of the first of the writes that were sent as one request: after a restart the same ones are sent together. */
  readonly sentWith?: string;
  /** Why it has failed, or why it waits. */
  readonly error?: ToldError;
  readonly conflict?: { readonly theirs: E | undefined; readonly fields: readonly string[] };
  readonly answer?: WriteAnswer<E>;
}

export interface WriteAnswer<E extends CalendarEvent> {
  /** `undefined` for a deletion. */
  readonly event: E | undefined;
  /** When the provider answered, in milliseconds since the epoch. */
  readonly at: number;
  /** The version that the write has replaced, where it has replaced nothing else. */
  readonly replaced?: string;
  /** The write was never sent, since a later one took it back: it shows nothing. */
  readonly isVoid?: boolean;
  /** Nothing of the write was left to be done, since what somebody else has changed stays. */
  readonly isOverruled?: boolean;
}

/** The writes of one account that are not shown by its events yet. */
export interface WriteLog<E extends CalendarEvent = CalendarEvent> {
  /**
   * Whether writes wait for the network, and outlive the page where {@link status$} says so. Else they are sent at once or fail, and a write that fails is
   * not kept.
   */
  readonly isDurable: boolean;

  /** In the order of their ids; emits at once what is known, and whenever a tab changes it. */
  readonly writes$: Observable<readonly StoredWrite<E>[]>;

  /** The writes as they were emitted last. */
  readonly writes: readonly StoredWrite<E>[];

  /** Whether this is the tab that sends. */
  readonly leading$: Observable<boolean>;

  /** Where the writes are stored. In memory they end with the page. */
  readonly status$: Observable<ReplicaStatus>;

  /** Resolves when the stored writes of earlier visits are in {@link writes}. */
  readonly loaded: Promise<void>;

  /** Puts a write into {@link writes} before it returns. Resolves when it is stored. */
  add(write: StoredWrite<E>): Promise<void>;

  /**
   * Changes writes as they are stored by then, in one transaction. Calls are carried out in their order.
   * @param change The write after the change; the same object to leave it, `undefined` to remove it. Writes that are gone are
   * left out.
   * @param asLeader Whether only the leading tab may do this. Where another tab leads by then, nothing is changed, and the
   * promise rejects with `cancelled`.
   * @returns The writes after the change, without those that are gone.
   */
  change(
    ids: readonly string[],
    change: (write: StoredWrite<E>) => StoredWrite<E> | undefined,
    options?: { readonly asLeader?: boolean },
  ): Promise<readonly StoredWrite<E>[]>;

  /**
   * To be asked before the account signs out: how many writes wait as they are stored by now, those that other tabs have just
   * stored and those that this version cannot read among them.
   * @param discard Whether all writes are deleted in the same transaction.
   */
  settle(discard: boolean): Promise<number>;

  /** Ends the work with the storage. Resolves when it is closed. */
  close(): Promise<void>;
}

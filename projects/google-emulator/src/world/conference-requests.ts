/** What becomes of requests for a conference from now on. */
export interface ConferenceBehaviour {
  /** The account whose requests it is for; all accounts without a behaviour of their own if left out. */
  readonly email?: string;
  /** How long a request is pending, in milliseconds of the emulator's clock. 0 if left out. */
  readonly pendingMilliseconds?: number;
  /**
   * How often a pending request is read: by `events.get` of its event, or by a page of `events.list` or
   * `events.instances` of its calendar. The next request after that finds it done. 0 if left out.
   */
  readonly pendingReads?: number;
  /** `success` if left out. */
  readonly outcome?: ConferenceOutcome;
}

/** What becomes of a request for a conference in the end: it is there, or it could not be made. */
export type ConferenceOutcome = 'success' | 'failure';

/** A request whose conference is still being made. */
export interface PendingConference {
  readonly calendarId: string;
  readonly eventId: string;
  readonly requestId: string | undefined;
  /** Milliseconds since the epoch. */
  readonly dueAt: number;
  readonly readsLeft: number;
  readonly outcome: ConferenceOutcome;
}

/** The requests for conferences that are pending, because a test wants them to take their time. */
export class ConferenceRequests {
  private readonly behaviours = new Map<string | undefined, ConferenceBehaviour>();
  private pending: readonly PendingConference[] = [];

  /** Sets what becomes of requests from now on. Those that are pending already keep their own. */
  setBehaviour(behaviour: ConferenceBehaviour): void {
    this.behaviours.set(behaviour.email, behaviour);
  }

  clearBehaviours(): void {
    this.behaviours.clear();
  }

  /** The status of a request that the account makes now. */
  firstStatus(email: string): ConferenceOutcome | 'pending' {
    const { pendingMilliseconds, pendingReads, outcome } = this.behaviourFor(email);
    return pendingMilliseconds > 0 || pendingReads > 0 ? 'pending' : outcome;
  }

  follow(
    request: Pick<PendingConference, 'calendarId' | 'eventId' | 'requestId'>,
    email: string,
    now: number,
  ): void {
    const { pendingMilliseconds, pendingReads, outcome } = this.behaviourFor(email);
    const dueAt = now + pendingMilliseconds;
    this.pending = [...this.pending, { ...request, dueAt, readsLeft: pendingReads, outcome }];
  }

  /** @param eventId The event that was read; all events of the calendar if left out. */
  countRead(calendarId: string, eventId?: string): void {
    this.pending = this.pending.map((each) =>
      each.calendarId === calendarId && (eventId === undefined || each.eventId === eventId)
        ? { ...each, readsLeft: each.readsLeft - 1 }
        : each,
    );
  }

  /** Removes and returns the requests that are done. */
  takeDone(now: number): readonly PendingConference[] {
    const isDone = ({ dueAt, readsLeft }: PendingConference) => dueAt <= now && readsLeft <= 0;
    const done = this.pending.filter(isDone);
    if (done.length > 0) {
      this.pending = this.pending.filter((each) => !isDone(each));
    }
    return done;
  }

  capture(): readonly PendingConference[] {
    return this.pending;
  }

  restore(pending: readonly PendingConference[]): void {
    this.pending = pending;
  }

  private behaviourFor(email: string) {
    const { pendingMilliseconds, pendingReads, outcome } =
      this.behaviours.get(email) ?? this.behaviours.get(undefined) ?? {};
    return {
      pendingMilliseconds: pendingMilliseconds ?? 0,
      pendingReads: pendingReads ?? 0,
      outcome: outcome ?? 'success',
    };
  }
}

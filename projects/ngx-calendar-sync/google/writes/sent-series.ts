import { catchError, concat, defer, map, type Observable, of, switchMap, throwError } from 'rxjs';
import { ɵhasCode as hasCode } from 'ngx-calendar-sync/base';
import { type EventTime, ɵsameJson as sameJson } from 'ngx-calendar-sync/core';
import type {
  ɵEventContext as EventContext,
  ɵGoogleCalendarApi as GoogleCalendarApi,
} from 'ngx-calendar-sync/google/runtime';
import type { GoogleEvent } from 'ngx-calendar-sync/google/start';
import { ɵalreadyApplied as alreadyApplied } from 'ngx-calendar-sync/core/outbox';
import { patched } from './event-patch';
import type { AddedSeries, ExceptionPatch, GoogleRequest, Keep } from './google-request';
import type { SentExceptions } from './sent-exceptions';
import { mergeEdit } from './merge-edit';
import { mergePatchBetween } from './merge-patch';
import { idInSeries } from './series/id-in-series';
import { hasSameRule, hasSameTakenFields } from './series/same-series';
import { currentResource, insertedOnce } from './sent-single-writes';
import { after, conflict } from './steps-of-series';
import { UnseenChanges, withUnseen } from './unseen-changes';

type Request<Kind> = Extract<GoogleRequest, { readonly kind: Kind }>;

interface Division extends Repeatable {
  /** The original start of the first occurrence that is divided off, where it is known. */
  readonly from: EventTime | undefined;
}

/** What becomes of a series before it is divided. */
type SeriesBefore =
  /** `undefined` where somebody else has deleted it. */
  | { readonly kind: 'whole'; readonly master: GoogleEvent | undefined }
  /** An earlier request, whose answer was lost, has done everything. */
  | { readonly kind: 'divided'; readonly added: GoogleEvent };

interface Repeatable {
  readonly version: string | undefined;
  readonly keep: Keep | undefined;
}

/** Sends the writes of a series that take several requests. Sent again, each step finds what it has done. */
export class SentSeries {
  readonly #api: GoogleCalendarApi;
  readonly #unseen: UnseenChanges;
  readonly #exceptions: SentExceptions;
  readonly #contextOf: (calendarId: string) => EventContext;

  constructor(
    api: GoogleCalendarApi,
    exceptions: SentExceptions,
    contextOf: (calendarId: string) => EventContext,
  ) {
    this.#api = api;
    this.#unseen = new UnseenChanges(api, contextOf);
    this.#exceptions = exceptions;
    this.#contextOf = contextOf;
  }

  /** Changes the master, or reads it where nothing of it changes, and then the exceptions. */
  patch(
    calendarId: string,
    request: Request<'patch'>,
    { version, keep }: Repeatable,
  ): Observable<GoogleEvent> {
    const { eventId, patch, sendUpdates } = request;
    if (Object.keys(patch).length === 0) {
      return this.#api
        .event(calendarId, eventId)
        .pipe(switchMap((series) => this.#patchExceptions(calendarId, series, request)));
    }
    return this.#unseenOf(calendarId, request, version).pipe(
      switchMap(async (found) => {
        const unseen = withUnseen(request.unseen ?? [], found);
        if (found.length > 0) {
          await keep?.({ unseen });
        }
        return unseen;
      }),
      switchMap((unseen) =>
        this.#api
          .patch(calendarId, eventId, patch, version, sendUpdates)
          .pipe(
            switchMap((series) =>
              this.#patchExceptions(calendarId, series, { ...request, unseen }),
            ),
          ),
      ),
    );
  }

  /** What the edit was made on may have another id by then, or changes of others: the edit is put on top of those. */
  #patchExceptions(
    calendarId: string,
    series: GoogleEvent,
    { before, exceptions = [], unseen = [], isRepeated }: Request<'patch'>,
  ): Observable<GoogleEvent> {
    const zone = this.#contextOf(calendarId).calendar?.timeZone;
    const edited = exceptions.find((each) => each.before);
    return defer(
      async () => edited && idInSeries(edited, edited.series ?? before, series, zone),
    ).pipe(
      switchMap((id) => {
        const planned = exceptions.filter((each) => each !== edited);
        const all = withUnseen(planned, unseen);
        const sent$ = isRepeated
          ? this.#exceptions.sendAgain(calendarId, series, all)
          : this.#exceptions.send(calendarId, all);
        const onTop = edited && id ? [{ ...edited, id }] : [];
        return after(series, concat(sent$, this.#exceptions.sendAgain(calendarId, series, onTop)));
      }),
    );
  }

  /** Only a series that is as the write was made on it tells what others have changed of its occurrences. */
  #unseenOf(
    calendarId: string,
    { eventId, patch, before, seen }: Request<'patch'>,
    version: string | undefined,
  ): Observable<readonly ExceptionPatch[]> {
    if (!before || !seen) {
      return of([]);
    }
    return this.#api.event(calendarId, eventId).pipe(
      switchMap((current) =>
        (version !== undefined && current.etag !== version) || alreadyApplied(current, patch)
          ? of([])
          : this.#unseen.exceptions(calendarId, {
              newSeries: patched(current, patch),
              master: current,
              seenMaster: before,
              from: this.#unseen.startOf(calendarId, current),
              seen,
            }),
      ),
    );
  }

  /**
   * The new series comes first, so that no occurrence is lost where this ends in the middle, and the old one is trimmed last.
   * The guests are told of the new series alone: one mail, not three.
   */
  split(
    calendarId: string,
    request: Request<'split'>,
    { from, version, keep }: Division,
  ): Observable<GoogleEvent> {
    const { before: seenMaster, added, whole, isGone } = request;
    if (!added) {
      return this.#deleteEnd(calendarId, request, { version, keep });
    }
    const before$ = isGone
      ? of({ kind: 'whole', master: undefined } as const)
      : this.#stateBefore(calendarId, request, added, version);
    return before$.pipe(
      switchMap((before) =>
        before.kind === 'divided'
          ? of(before.added)
          : this.#unseen
              .exceptions(calendarId, {
                newSeries: added.resource,
                master: before.master,
                seenMaster,
                from,
                seen: whole.exceptions,
                ...(request.unseen && { found: request.unseen }),
              })
              .pipe(
                switchMap((found) => this.#add(calendarId, request, added, found, keep)),
                switchMap((series) =>
                  isGone
                    ? of(series)
                    : after(series, this.#trim(calendarId, request, { version, keep })),
                ),
              ),
      ),
    );
  }

  /** The series is read first: a request that never leaves, as offline, is not to count as one whose answer may be lost. */
  #deleteEnd(
    calendarId: string,
    request: Request<'split'>,
    { version, keep }: Repeatable,
  ): Observable<GoogleEvent> {
    return this.#api.event(calendarId, request.eventId).pipe(
      // An answer may say wrongly that the series is gone: the one to the request that ends it decides.
      catchError((error: unknown) =>
        hasCode(error, 'deleted', 'not-found') ? of(undefined) : throwError(() => error),
      ),
      switchMap((current) => {
        if (
          !current ||
          version === undefined ||
          (current.etag === version && isAsPlannedOn(request, current))
        ) {
          return this.#trim(calendarId, request, { version, keep });
        }
        if (request.isEnding && sameJson(current.recurrence, request.recurrence)) {
          return of(current);
        }
        throw conflict('The series was changed since it was read.');
      }),
    );
  }

  #add(
    calendarId: string,
    request: Request<'split'>,
    { resource, exceptions: planned }: AddedSeries,
    found: readonly ExceptionPatch[],
    keep: Keep | undefined,
  ): Observable<GoogleEvent> {
    const { addedAs, unseen = [], sendUpdates } = request;
    const earlier = new Map(
      withUnseen(planned, unseen).map(({ id, patch, replaced = [] }) => [id, [...replaced, patch]]),
    );
    // An earlier request may have ended before it has made an exception of what was found then.
    const changed = found.map((each) => ({
      ...each,
      replaced: earlier.get(each.id)?.filter((made) => !sameJson(made, each.patch)) ?? [],
    }));
    // Where the new series is a single event, that tells no more how it was added once somebody else has changed it.
    const exceptions = withUnseen(planned, changed).map((each) =>
      each.id === resource.id ? { ...each, before: resource } : each,
    );
    const isDeletion = ({ id, patch }: ExceptionPatch) =>
      id === resource.id && patch.status === 'cancelled';
    return defer(async () =>
      found.length > 0 ? keep?.({ unseen: withUnseen(unseen, changed) }) : undefined,
    ).pipe(
      switchMap(() => insertedOnce(this.#api, calendarId, resource, sendUpdates)),
      // The one occurrence that was left, which somebody else had deleted: an earlier request of this write has done that.
      catchError((error: unknown) =>
        hasCode(error, 'deleted') && exceptions.some(isDeletion)
          ? of({ resource, isRepeated: true })
          : throwError(() => error),
      ),
      switchMap(({ resource: inserted, isRepeated }) =>
        (isRepeated ? this.#rebase(calendarId, request, resource, inserted) : of(inserted)).pipe(
          switchMap(async (series) => {
            await (addedAs && keep?.({ addedAs: resource }));
            return series;
          }),
          switchMap((series) =>
            after(
              series,
              isRepeated
                ? this.#exceptions.sendAgain(calendarId, series, exceptions)
                : this.#exceptions.send(calendarId, exceptions),
            ),
          ),
        ),
      ),
    );
  }

  /** What others have changed of the old series since the new one was added, but for what they have changed of the new one itself. */
  #rebase(
    calendarId: string,
    { addedAs, sendUpdates }: Request<'split'>,
    resource: GoogleEvent,
    current: GoogleEvent,
  ): Observable<GoogleEvent> {
    const edit = addedAs ? mergePatchBetween({ ...addedAs }, { ...resource }) : {};
    const { patch } = mergeEdit(addedAs ?? {}, edit, current, 'theirs');
    return Object.keys(patch).length === 0
      ? of(current)
      : this.#api.patch(calendarId, current.id ?? '', patch, current.etag, sendUpdates);
  }

  /**
   * Where somebody else has changed the series, no second one is added, or left as it was added, before it is known what is to
   * become of both.
   */
  #stateBefore(
    calendarId: string,
    request: Request<'split'>,
    { resource: { id = '' } }: AddedSeries,
    version: string | undefined,
  ): Observable<SeriesBefore> {
    const { eventId, recurrence, isEnding } = request;
    return this.#api.event(calendarId, eventId).pipe(
      switchMap((master) =>
        version === undefined || (master.etag === version && isAsPlannedOn(request, master))
          ? of({ kind: 'whole', master } as const)
          : currentResource(this.#api, calendarId, id).pipe(
              map((added): SeriesBefore => {
                if (added && isEnding && sameJson(master.recurrence, recurrence)) {
                  return { kind: 'divided', added };
                }
                throw conflict('The series was changed since it was read.');
              }),
            ),
      ),
    );
  }

  /**
   * A series that an earlier request of ours, whose answer was lost, has ended already is as it should be. Any other one that has
   * ended in the same way was divided by somebody else at the same occurrence, so that what follows would be there twice: this
   * request is sent once, since a refused repetition would not tell which of the two it was.
   */
  #trim(
    calendarId: string,
    { eventId, recurrence, added, isEnding, sendUpdates }: Request<'split'>,
    { version, keep }: Repeatable,
  ): Observable<GoogleEvent> {
    const patch = { recurrence: [...recurrence] };
    const quietly = added ? 'none' : sendUpdates;
    return defer(async () => keep?.({ isEnding: true })).pipe(
      switchMap(() => this.#api.patch(calendarId, eventId, patch, version, quietly, true)),
      catchError((error: unknown) =>
        isEnding && hasCode(error, 'conflict')
          ? this.#api.event(calendarId, eventId).pipe(
              map((current) => {
                if (!sameJson(current.recurrence, recurrence)) {
                  throw error;
                }
                return current;
              }),
            )
          : throwError(() => error),
      ),
    );
  }
}

/**
 * Whether a series is as a division of it was made on. Its version does not tell that where a division was refused, and is retried
 * after later changes of the same app, which have made that version.
 */
function isAsPlannedOn({ before, added }: Request<'split'>, master: GoogleEvent): boolean {
  return (
    before.etag === undefined ||
    (hasSameRule(before, master) && (!added || hasSameTakenFields(before, master)))
  );
}

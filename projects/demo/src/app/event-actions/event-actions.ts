import { computed, inject, Injectable, signal } from '@angular/core';
import type { CalendarEventChanges, SeriesScope, WriteOptions } from 'ngx-calendar-sync';
import type { GoogleCalendarEventDraft } from 'ngx-calendar-sync/google';
import type { AnyEvent } from '../accounts/any-account';
import { UserCalendars } from '../accounts/user-calendars';
import type { EventTimes } from '../calendar-board/board-view';
import { eventKey } from '../calendar-board/board-event';
import { DisplayTimeZone } from '../config/display-time-zone';
import { draftOf, type EventFormValue } from '../event-dialog/event-form-value';
import { quoted } from '../language/quoted';
import { PendingChanges } from '../pending-changes/pending-changes';
import { SeriesQuestion } from '../series-question/series-question';
import { Toasts } from '../toasts/toasts';
import { EventUndo } from './event-undo';

type EventChanges = CalendarEventChanges<GoogleCalendarEventDraft>;

/** Whether the guests are told by e-mail. */
interface Telling {
  readonly tellGuests: boolean;
}

/** An event that the user has dragged somewhere else. */
interface DraggedEvent {
  readonly key: string;
  readonly times: EventTimes;
  /** The events when the write began: with the next ones it is the library that shows the event at its new times. */
  readonly writtenFrom?: readonly AnyEvent[];
}

/** Creates, changes, answers, moves and deletes events, and tells the user the result in a toast, which offers Undo. */
@Injectable({ providedIn: 'root' })
export class EventActions {
  readonly #calendars = inject(UserCalendars);
  readonly #toasts = inject(Toasts);
  readonly #pending = inject(PendingChanges);
  readonly #undo = inject(EventUndo);
  readonly #question = inject(SeriesQuestion);
  readonly #timeZone = inject(DisplayTimeZone).name;
  readonly #saving = signal<ReadonlySet<string>>(new Set());
  readonly #dragged = signal<DraggedEvent | undefined>(undefined);

  /** The keys of the events that are being stored here, or are on their way to Google. */
  readonly saving = computed<ReadonlySet<string>>(() => {
    const sent = this.#calendars.pendingWrites().filter(({ state }) => state === 'sending');
    const keys = sent.map(({ calendarId, eventId }) => eventKey({ calendarId, id: eventId }));
    return new Set([...this.#saving(), ...keys]);
  });
  /** The events in view. One that was dragged is where it was dropped, also while the user is asked what that is meant for. */
  readonly events = computed(() => {
    const events = this.#calendars.events();
    const dragged = this.#dragged();
    return !dragged || (dragged.writtenFrom && dragged.writtenFrom !== events)
      ? events
      : events.map((event) =>
          eventKey(event) === dragged.key ? { ...event, ...dragged.times } : event,
        );
  });

  /**
   * Rejects if the event cannot be saved, so that the form stays open with what was typed.
   * @param refusedId The write of the same event that Google has refused: this one takes its place.
   */
  async create(value: EventFormValue, telling: Telling, refusedId?: string): Promise<AnyEvent> {
    const draft = draftOf(value, this.#timeZone());
    const added = await this.#undo.write(
      () => this.#calendars.addEvent(value.calendarId, draft, optionsOf(telling)),
      {
        done: $localize`:@@eventActions.added:${quotedTitle(value)}:TITLE: added.`,
        undone: deletedText(value),
      },
    );
    if (refusedId !== undefined) {
      await this.#pending.discard(refusedId);
    }
    return added;
  }

  /**
   * For which events of its series a change of an event is meant; `undefined` where the user cancels. One event has no rule: a
   * changed one is for all events from one on.
   * @param changes What {@link change} saves.
   */
  async scopeToChange(
    event: AnyEvent,
    changes: EventChanges | undefined,
  ): Promise<SeriesScope | undefined> {
    if (!changes) {
      return 'this';
    }
    return changes.recurrence === undefined
      ? this.#question.scopeOf(event, 'change')
      : this.#question.scopeOf(event, 'change', ['following', 'all']);
  }

  /** Rejects if the event cannot be saved, so that the form stays open with what was typed. */
  async change(
    event: AnyEvent,
    changes: EventChanges | undefined,
    options: { readonly scope: SeriesScope } & Telling,
  ): Promise<AnyEvent> {
    if (!changes) {
      return event;
    }
    const { scope } = options;
    const changed = await this.#undo.write(
      () => this.#calendars.updateEvent(event.calendarId, changes, optionsOf(options, scope)),
      {
        done: isMove(event, changes)
          ? movedText(event)
          : $localize`:@@eventActions.changed:${quotedTitle({ title: changes.title ?? event.title })}:TITLE: changed.`,
        undone: undoneText(event),
        about: eventKey(event),
      },
    );
    // The answer to a write of several events is the master of a series, which is not on screen.
    return scope === 'this' ? changed : event;
  }

  /** Rejects if the event cannot be moved, so that the form stays open. */
  async moveToCalendar(event: AnyEvent, calendarId: string, telling: Telling): Promise<AnyEvent> {
    const name =
      this.#calendars.calendars().find(({ id }) => id === calendarId)?.name ?? calendarId;
    return this.#undo.write(
      () => this.#calendars.moveEvent(event, calendarId, optionsOf(telling)),
      {
        done: $localize`:@@eventActions.movedToCalendar:${quotedTitle(event)}:TITLE: moved to the calendar ${quoted(name)}:CALENDAR:.`,
        undone: undoneText(event),
        about: eventKey(event),
      },
    );
  }

  /** For a form that was closed before its event could be saved. */
  tellNotSaved(value: EventFormValue, error: unknown): void {
    this.#toasts.problem(
      $localize`:@@eventActions.notSaved:${quotedTitle(value)}:TITLE: was not saved.`,
      error,
    );
  }

  /**
   * Answers an invitation; the organizer is told. A toast says why if that fails, and the promise rejects.
   * @param comment A new note; `undefined` keeps the one before.
   * @returns `undefined` if the user was asked for which events of the series, and cancelled.
   */
  async respond(
    event: AnyEvent,
    response: 'accepted' | 'tentative' | 'declined',
    comment: string | undefined,
  ): Promise<AnyEvent | undefined> {
    const scope = await this.#question.scopeOf(event, 'answer', ['this', 'all']);
    if (!scope) {
      return undefined;
    }
    try {
      const answered = await this.#undo.write(
        () =>
          this.#calendars.respond(event, response, {
            ...optionsOf({ tellGuests: true }, scope),
            comment,
          }),
        {
          done: $localize`:@@eventActions.answered:Invitation to ${quotedTitle(event)}:TITLE: answered.`,
          undone: undoneText(event),
          about: eventKey(event),
        },
      );
      return scope === 'this' ? answered : event;
    } catch (error) {
      this.#toasts.problem(
        $localize`:@@eventActions.answerNotSent:Your answer to ${quotedTitle(event)}:TITLE: was not sent.`,
        error,
      );
      throw error;
    }
  }

  /** The move shows at once. If it fails, the library shows the event at its old times again and a toast says why. */
  async move(event: AnyEvent, times: EventTimes): Promise<void> {
    const key = eventKey(event);
    const dragged = { key, times };
    this.#dragged.set(dragged);
    const scope = await this.#question.scopeOf(event, 'change');
    if (!scope) {
      this.#dragged.set(undefined);
      return;
    }
    const written = { ...dragged, writtenFrom: this.#calendars.events() };
    this.#dragged.set(written);
    this.#saving.update((keys) => new Set(keys).add(key));
    try {
      await this.#undo.write(
        () =>
          this.#calendars.updateEvent(
            event.calendarId,
            { ...event, ...times },
            { scope, durable: true },
          ),
        {
          done: movedText(event),
          undone: undoneText(event),
          about: key,
        },
      );
    } catch (error) {
      this.#toasts.problem(
        $localize`:@@eventActions.notMoved:${quotedTitle(event)}:TITLE: was not moved.`,
        error,
      );
    } finally {
      this.#saving.update((keys) => new Set([...keys].filter((other) => other !== key)));
      this.#dragged.update((current) => (current === written ? undefined : current));
    }
  }

  /**
   * For which events of its series an event is to be deleted; `undefined` where the user cancels. A single event is deleted
   * without a question, since the toast offers Undo.
   */
  scopeToDelete(event: AnyEvent): Promise<SeriesScope | undefined> {
    return this.#question.scopeOf(event, 'delete');
  }

  /** Deletes; the toast offers Undo. */
  async delete(
    event: AnyEvent,
    options: { readonly focusUndo: boolean; readonly scope: SeriesScope } & Telling,
  ): Promise<void> {
    try {
      await this.#undo.write(
        () =>
          this.#calendars.deleteEvent(event.calendarId, event, optionsOf(options, options.scope)),
        {
          done: deletedText(event),
          undone: $localize`:@@eventActions.restored:${quotedTitle(event)}:TITLE: is back.`,
          about: eventKey(event),
          focusUndo: options.focusUndo,
        },
      );
    } catch (error) {
      this.#toasts.problem(
        $localize`:@@eventActions.notDeleted:${quotedTitle(event)}:TITLE: was not deleted.`,
        error,
      );
    }
  }
}

/** A change is made once this browser has stored it: it waits for the network by itself, and the page tells where it fails. */
function optionsOf({ tellGuests }: Telling, scope: SeriesScope = 'this'): WriteOptions {
  return { sendUpdates: tellGuests ? 'all' : 'none', scope, durable: true };
}

/** What a change by hand may set of the times. */
const TIME_FIELDS: readonly string[] = ['start', 'end', 'allDay', 'timeZone'];

/** Whether nothing but the time of an event is changed, as by dragging it. */
function isMove(event: AnyEvent, changes: EventChanges): boolean {
  return Object.entries(changes).every(
    ([name, value]) => TIME_FIELDS.includes(name) || value === Reflect.get(event, name),
  );
}

function movedText(event: { readonly title: string }): string {
  return $localize`:@@eventActions.moved:${quotedTitle(event)}:TITLE: moved.`;
}

function deletedText(event: { readonly title: string }): string {
  return $localize`:@@eventActions.deleted:Deleted ${quotedTitle(event)}:TITLE:.`;
}

function undoneText(event: { readonly title: string }): string {
  return $localize`:@@eventActions.undone:${quotedTitle(event)}:TITLE: is as it was before.`;
}

function quotedTitle({ title }: { readonly title: string }): string {
  return title.trim() ? quoted(title.trim()) : $localize`:@@eventActions.untitledEvent:The event`;
}

import { inject, Injectable, signal } from '@angular/core';
import type { WriteOptions } from 'ngx-calendar-sync';
import { GoogleCalendarService, type GoogleCalendarEvent } from 'ngx-calendar-sync/google';
import type { EventTimes } from '../calendar-board/board-view';
import { eventKey } from '../calendar-board/board-event';
import { DisplayTimeZone } from '../config/display-time-zone';
import { changesOf, draftOf, type EventFormValue } from '../event-dialog/event-form-value';
import { quoted } from '../language/quoted';
import { Toasts } from '../toasts/toasts';

/** Whether the guests are told by e-mail. */
interface Telling {
  readonly tellGuests: boolean;
}

/** Creates, changes, answers, moves and deletes events, and tells the user the result in a toast. */
@Injectable({ providedIn: 'root' })
export class EventActions {
  readonly #google = inject(GoogleCalendarService);
  readonly #toasts = inject(Toasts);
  readonly #timeZone = inject(DisplayTimeZone).name;
  readonly #saving = signal<ReadonlySet<string>>(new Set());

  /** The keys of the events whose new times are on their way to Google. */
  readonly saving = this.#saving.asReadonly();

  /** Rejects if the event cannot be saved, so that the form stays open with what was typed. */
  async create(value: EventFormValue, telling: Telling): Promise<GoogleCalendarEvent> {
    const draft = draftOf(value, this.#timeZone());
    const event = await this.#google.addEvent(value.calendarId, draft, optionsOf(telling));
    this.#toasts.done($localize`:@@eventActions.added:${quotedTitle(value)}:TITLE: added.`);
    return event;
  }

  /** Rejects if the event cannot be saved, so that the form stays open with what was typed. */
  async change(
    event: GoogleCalendarEvent,
    value: EventFormValue,
    telling: Telling,
  ): Promise<GoogleCalendarEvent> {
    const changes = changesOf(event, value, this.#timeZone());
    if (!changes) {
      return event;
    }
    const changed = await this.#google.updateEvent(event.calendarId, changes, optionsOf(telling));
    this.#toasts.done($localize`:@@eventActions.saved:${quotedTitle(value)}:TITLE: saved.`, {
      about: eventKey(event),
    });
    return changed;
  }

  /** Rejects if the event cannot be moved, so that the form stays open. */
  async moveToCalendar(
    event: GoogleCalendarEvent,
    calendarId: string,
    telling: Telling,
  ): Promise<GoogleCalendarEvent> {
    const moved = await this.#google.moveEvent(event, calendarId, optionsOf(telling));
    const name = this.#google.calendars().find(({ id }) => id === calendarId)?.name ?? calendarId;
    this.#toasts.done(
      $localize`:@@eventActions.movedToCalendar:${quotedTitle(event)}:TITLE: is in ${quoted(name)}:CALENDAR: now.`,
      { about: eventKey(event) },
    );
    return moved;
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
   */
  async respond(
    event: GoogleCalendarEvent,
    response: 'accepted' | 'tentative' | 'declined',
    comment: string | undefined,
  ): Promise<GoogleCalendarEvent> {
    try {
      const answered = await this.#google.respond(event, response, {
        sendUpdates: 'all',
        comment,
      });
      this.#toasts.done(
        $localize`:@@eventActions.answerSent:Your answer to ${quotedTitle(event)}:TITLE: is sent.`,
        {
          about: eventKey(event),
        },
      );
      return answered;
    } catch (error) {
      this.#toasts.problem(
        $localize`:@@eventActions.answerNotSent:Your answer to ${quotedTitle(event)}:TITLE: was not sent.`,
        error,
      );
      throw error;
    }
  }

  /** The move shows at once. If it fails, the library shows the event at its old times again and a toast says why. */
  async move(event: GoogleCalendarEvent, times: EventTimes): Promise<void> {
    try {
      const moved = await this.#saveTimes(event, times);
      const { start, end, allDay } = event;
      this.#toasts.done($localize`:@@eventActions.moved:${quotedTitle(event)}:TITLE: moved.`, {
        about: eventKey(event),
        action: {
          label: $localize`:@@app.undo:Undo`,
          run: () => void this.#moveBack(moved, { start, end, allDay }),
        },
      });
    } catch (error) {
      this.#toasts.problem(
        $localize`:@@eventActions.notMoved:${quotedTitle(event)}:TITLE: was not moved.`,
        error,
      );
    }
  }

  async #moveBack(event: GoogleCalendarEvent, times: EventTimes): Promise<void> {
    try {
      await this.#saveTimes(event, times);
    } catch (error) {
      this.#toasts.problem(
        $localize`:@@eventActions.notMovedBack:${quotedTitle(event)}:TITLE: was not moved back.`,
        error,
      );
    }
  }

  async #saveTimes(event: GoogleCalendarEvent, times: EventTimes): Promise<GoogleCalendarEvent> {
    const key = eventKey(event);
    this.#saving.update((keys) => new Set(keys).add(key));
    try {
      return await this.#google.updateEvent(event.calendarId, { ...event, ...times });
    } finally {
      this.#saving.update((keys) => new Set([...keys].filter((other) => other !== key)));
    }
  }

  /** Deletes without a question; the toast offers Undo. */
  async delete(
    event: GoogleCalendarEvent,
    options: { readonly focusUndo: boolean } & Telling,
  ): Promise<void> {
    try {
      await this.#google.deleteEvent(event.calendarId, event, optionsOf(options));
      this.#toasts.done($localize`:@@eventActions.deleted:Deleted ${quotedTitle(event)}:TITLE:.`, {
        about: eventKey(event),
        action: { label: $localize`:@@app.undo:Undo`, run: () => void this.#restore(event) },
        focus: options.focusUndo,
      });
    } catch (error) {
      this.#toasts.problem(
        $localize`:@@eventActions.notDeleted:${quotedTitle(event)}:TITLE: was not deleted.`,
        error,
      );
    }
  }

  async #restore(event: GoogleCalendarEvent): Promise<void> {
    try {
      await this.#google.restoreEvent(event);
      this.#toasts.done($localize`:@@eventActions.restored:${quotedTitle(event)}:TITLE: is back.`, {
        about: eventKey(event),
      });
    } catch (error) {
      this.#toasts.problem(
        $localize`:@@eventActions.notRestored:${quotedTitle(event)}:TITLE: could not be brought back.`,
        error,
      );
    }
  }
}

function optionsOf({ tellGuests }: Telling): WriteOptions {
  return { sendUpdates: tellGuests ? 'all' : 'none' };
}

function quotedTitle({ title }: { readonly title: string }): string {
  return title.trim() ? quoted(title.trim()) : $localize`:@@eventActions.untitledEvent:The event`;
}

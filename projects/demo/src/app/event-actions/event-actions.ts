import { inject, Injectable } from '@angular/core';
import { GoogleCalendarService, type GoogleCalendarEvent } from 'ngx-calendar-sync/google';
import type { EventTimes } from '../calendar-board/board-view';
import { eventKey } from '../calendar-board/board-event';
import { DisplayTimeZone } from '../config/display-time-zone';
import { changesOf, draftOf, type EventFormValue } from '../event-dialog/event-form-value';
import { Toasts } from '../toasts/toasts';

/** Creates, changes, moves and deletes events, and tells the user the result in a toast. */
@Injectable({ providedIn: 'root' })
export class EventActions {
  readonly #google = inject(GoogleCalendarService);
  readonly #toasts = inject(Toasts);
  readonly #timeZone = inject(DisplayTimeZone).name;

  /** Rejects if the event cannot be saved, so that the form stays open with what was typed. */
  async create(value: EventFormValue): Promise<void> {
    await this.#google.addEvent(value.calendarId, draftOf(value, this.#timeZone()));
    this.#toasts.done(`${quotedTitle(value)} added.`);
  }

  /** Rejects if the event cannot be saved, so that the form stays open with what was typed. */
  async change(event: GoogleCalendarEvent, value: EventFormValue): Promise<void> {
    const changes = changesOf(event, value, this.#timeZone());
    if (!changes) {
      return;
    }
    await this.#google.updateEvent(event.calendarId, changes);
    this.#toasts.done(`${quotedTitle(value)} saved.`, { about: eventKey(event) });
  }

  /** The move shows at once. If it fails, the library shows the event at its old times again and a toast says why. */
  async move(event: GoogleCalendarEvent, times: EventTimes): Promise<void> {
    try {
      const moved = await this.#google.updateEvent(event.calendarId, { ...event, ...times });
      const { start, end, allDay } = event;
      this.#toasts.done(`${quotedTitle(event)} moved.`, {
        about: eventKey(event),
        action: {
          label: 'Undo',
          run: () => void this.#moveBack(moved, { start, end, allDay }),
        },
      });
    } catch (error) {
      this.#toasts.problem(`${quotedTitle(event)} was not moved.`, error);
    }
  }

  async #moveBack(event: GoogleCalendarEvent, times: EventTimes): Promise<void> {
    try {
      await this.#google.updateEvent(event.calendarId, { ...event, ...times });
    } catch (error) {
      this.#toasts.problem(`${quotedTitle(event)} was not moved back.`, error);
    }
  }

  /** Deletes without a question; the toast offers Undo. */
  async delete(
    event: GoogleCalendarEvent,
    options: { readonly focusUndo: boolean },
  ): Promise<void> {
    try {
      await this.#google.deleteEvent(event.calendarId, event);
      this.#toasts.done(`Deleted ${quotedTitle(event)}.`, {
        about: eventKey(event),
        action: { label: 'Undo', run: () => void this.#restore(event) },
        focus: options.focusUndo,
      });
    } catch (error) {
      this.#toasts.problem(`${quotedTitle(event)} was not deleted.`, error);
    }
  }

  async #restore(event: GoogleCalendarEvent): Promise<void> {
    try {
      await this.#google.restoreEvent(event);
      this.#toasts.done(`${quotedTitle(event)} is back.`, { about: eventKey(event) });
    } catch (error) {
      this.#toasts.problem(`${quotedTitle(event)} could not be brought back.`, error);
    }
  }
}

function quotedTitle({ title }: { readonly title: string }): string {
  return title.trim() ? `“${title.trim()}”` : 'The event';
}

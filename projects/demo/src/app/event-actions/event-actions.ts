import { inject, Injectable } from '@angular/core';
import { GoogleCalendarService, type GoogleCalendarEvent } from 'ngx-calendar-sync/google';
import type { BoardSpan } from '../calendar-board/board-view';
import { eventKey } from '../calendar-board/board-event';
import { DisplayTimeZone } from '../config/display-time-zone';
import { changesOf, draftOf, type EventFormValue } from '../event-dialog/event-form-value';
import { Toasts } from '../toasts/toasts';

/** What a user does to events, and how the app tells how it went. */
@Injectable({ providedIn: 'root' })
export class EventActions {
  readonly #google = inject(GoogleCalendarService);
  readonly #toasts = inject(Toasts);
  readonly #timeZone = inject(DisplayTimeZone).name;

  /** Rejects where it cannot be saved, so that the form keeps what was typed. */
  async create(value: EventFormValue): Promise<void> {
    await this.#google.addEvent(value.calendarId, draftOf(value, this.#timeZone()));
    this.#toasts.done(`${quoted(value)} added.`);
  }

  /** Rejects where it cannot be saved, so that the form keeps what was typed. */
  async change(event: GoogleCalendarEvent, value: EventFormValue): Promise<void> {
    const changes = changesOf(event, value, this.#timeZone());
    if (!changes) {
      return;
    }
    await this.#google.updateEvent(event.calendarId, changes);
    this.#toasts.done(`${quoted(value)} saved.`, { about: eventKey(event) });
  }

  /** Shows at once; where it fails, the event goes back by itself. */
  async move(event: GoogleCalendarEvent, span: BoardSpan): Promise<void> {
    try {
      const moved = await this.#google.updateEvent(event.calendarId, { ...event, ...span });
      const { start, end, allDay } = event;
      this.#toasts.done(`${quoted(event)} moved.`, {
        about: eventKey(event),
        action: {
          label: 'Undo',
          run: () => void this.#moveBack(moved, { start, end, allDay }),
        },
      });
    } catch (error) {
      this.#toasts.problem(`${quoted(event)} was not moved.`, error);
    }
  }

  async #moveBack(event: GoogleCalendarEvent, span: BoardSpan): Promise<void> {
    try {
      await this.#google.updateEvent(event.calendarId, { ...event, ...span });
    } catch (error) {
      this.#toasts.problem(`${quoted(event)} was not moved back.`, error);
    }
  }

  /** At once, with a way back. */
  async delete(
    event: GoogleCalendarEvent,
    options: { readonly focusUndo: boolean },
  ): Promise<void> {
    try {
      await this.#google.deleteEvent(event.calendarId, event);
      this.#toasts.done(`Deleted ${quoted(event)}.`, {
        about: eventKey(event),
        action: { label: 'Undo', run: () => void this.#restore(event) },
        focus: options.focusUndo,
      });
    } catch (error) {
      this.#toasts.problem(`${quoted(event)} was not deleted.`, error);
    }
  }

  async #restore(event: GoogleCalendarEvent): Promise<void> {
    try {
      await this.#google.restoreEvent(event);
      this.#toasts.done(`${quoted(event)} is back.`, { about: eventKey(event) });
    } catch (error) {
      this.#toasts.problem(`${quoted(event)} could not be brought back.`, error);
    }
  }
}

function quoted({ title }: { readonly title: string }): string {
  return title.trim() ? `“${title.trim()}”` : 'The event';
}

import { inject, Injectable } from '@angular/core';
import { type GoogleCalendar, GoogleCalendarService } from 'ngx-calendar-sync/google';
import { quoted } from '../language/quoted';
import { Toasts } from '../toasts/toasts';
import { CalendarSwitches } from './calendar-switches';

/** The fields of a calendar that the user can edit. */
export interface CalendarFormValue {
  readonly name: string;
  /** CSS colour; empty for the one that Google chooses. */
  readonly color: string;
}

/** Creates, changes, hides and removes calendars, and tells the user the result in a toast. */
@Injectable()
export class CalendarActions {
  readonly #google = inject(GoogleCalendarService);
  readonly #switches = inject(CalendarSwitches);
  readonly #toasts = inject(Toasts);

  /** Rejects if the calendar cannot be made, so that its form stays open. */
  async create({ name, color }: CalendarFormValue): Promise<void> {
    const { id } = await this.#google.createCalendar({ name, ...(color ? { color } : {}) });
    this.#switches.set(id, true);
    this.#toasts.done(
      $localize`:@@calendarActions.added:${quoted(name)}:NAME: added to your calendars.`,
    );
  }

  /** Rejects if the calendar cannot be changed, so that its form stays open. */
  async change(calendar: GoogleCalendar, { name, color }: CalendarFormValue): Promise<void> {
    const changes = {
      ...(name === calendar.name ? {} : { name }),
      ...(color === '' || color === calendar.color ? {} : { color }),
    };
    if (Object.keys(changes).length > 0) {
      await this.#google.updateCalendar(calendar.id, changes);
      this.#toasts.done($localize`:@@calendarActions.saved:${quoted(name)}:NAME: saved.`, {
        about: calendar.id,
      });
    }
  }

  /** Rejects if there is no such calendar, or none that this account may see, so that the form stays open. */
  async subscribe(calendarId: string): Promise<void> {
    // A calendar that is in the list already and hidden shows again.
    const shown = { selected: true, hidden: false };
    const { id, name } = await this.#google.subscribeCalendar(calendarId, shown);
    this.#switches.set(id, true);
    this.#toasts.done(
      $localize`:@@calendarActions.added:${quoted(name)}:NAME: added to your calendars.`,
    );
  }

  /** Takes a calendar off the list, or puts it back. Nobody else notices. */
  async setHidden(calendar: GoogleCalendar, hidden: boolean): Promise<void> {
    const { id, name } = calendar;
    try {
      await this.#google.updateCalendar(id, { hidden });
      if (hidden) {
        this.#toasts.done($localize`:@@calendarActions.isHidden:${quoted(name)}:NAME: is hidden.`, {
          about: id,
          action: {
            label: $localize`:@@app.undo:Undo`,
            run: () => void this.setHidden(calendar, false),
          },
        });
      } else {
        this.#toasts.done($localize`:@@calendarActions.isBack:${quoted(name)}:NAME: is back.`, {
          about: id,
        });
      }
    } catch (error) {
      this.#toasts.problem(
        hidden
          ? $localize`:@@calendarActions.notHidden:${quoted(name)}:NAME: is still in your list.`
          : $localize`:@@calendarActions.notBack:${quoted(name)}:NAME: is not in your list.`,
        error,
      );
    }
  }

  async unsubscribe({ id, name }: GoogleCalendar): Promise<void> {
    try {
      await this.#google.unsubscribeCalendar(id);
      this.#toasts.done(
        $localize`:@@calendarActions.unsubscribed:Unsubscribed from ${quoted(name)}:NAME:.`,
        {
          about: id,
          action: {
            label: $localize`:@@app.undo:Undo`,
            run: () => void this.#subscribeAgain(id, name),
          },
        },
      );
    } catch (error) {
      this.#toasts.problem(
        $localize`:@@calendarActions.notUnsubscribed:You are still subscribed to ${quoted(name)}:NAME:.`,
        error,
      );
    }
  }

  /** Deletes a calendar with all of its events, for everybody. There is no way back, so ask first. */
  async delete({ id, name }: GoogleCalendar): Promise<void> {
    try {
      await this.#google.deleteCalendar(id);
      this.#toasts.done($localize`:@@calendarActions.deleted:${quoted(name)}:NAME: is deleted.`, {
        about: id,
      });
    } catch (error) {
      this.#toasts.problem(
        $localize`:@@calendarActions.notDeleted:${quoted(name)}:NAME: was not deleted.`,
        error,
      );
    }
  }

  async #subscribeAgain(id: string, name: string): Promise<void> {
    try {
      await this.subscribe(id);
    } catch (error) {
      this.#toasts.problem(
        $localize`:@@calendarActions.notAddedAgain:${quoted(name)}:NAME: could not be added again.`,
        error,
      );
    }
  }
}

import { inject } from '@angular/core';
import { CalendarSyncError, ɵhasCode as hasCode } from 'ngx-calendar-sync/base';
import { ɵwriteCalendar as writeCalendar } from 'ngx-calendar-sync/calendar-commands';
import type { CommandOptions } from 'ngx-calendar-sync/core';
import type { OutlookCalendarResource } from 'ngx-calendar-sync/outlook/start';
import type { GraphRequest } from '../api/graph-request';
import { calendarPath } from '../api/graph-request';
import { OutlookApi } from '../api/outlook-api';
import { assertCanWrite } from '../config/outlook-scopes';
import type { OutlookCalendarChanges, OutlookCalendarDraft } from '../mapping/command-types';
import type { OutlookCalendar } from '../mapping/outlook-calendar-event';
import type { OpenSession } from '../provider/outlook-account';
import { changedCalendar, newCalendar } from './calendar-body';
import { invalidRequest } from './invalid-request';

/** Makes, changes and deletes calendars. The account's list shows each answer of Graph at once. */
export class CalendarWrites {
  readonly #api = inject(OutlookApi);

  createCalendar(
    open: OpenSession,
    draft: OutlookCalendarDraft,
    options: CommandOptions = {},
  ): Promise<OutlookCalendar> {
    return this.#write(open, options, {
      method: 'POST',
      path: '/me/calendars',
      body: newCalendar(draft),
      notRepeatable: true,
    });
  }

  updateCalendar(
    open: OpenSession,
    name: string,
    changes: OutlookCalendarChanges,
    options: CommandOptions = {},
  ): Promise<OutlookCalendar> {
    return this.#write(open, options, {
      method: 'PATCH',
      path: calendarPath(open.idOf(name)),
      body: changedCalendar(changes),
    });
  }

  async deleteCalendar(
    open: OpenSession,
    name: string,
    options: CommandOptions = {},
  ): Promise<void> {
    const calendarId = open.idOf(name);
    const { calendars } = open.provider;
    const calendar = calendars.get(calendarId);
    if (calendar?.primary) {
      throw invalidRequest(
        'The primary calendar cannot be deleted, since it belongs to the account: delete its events instead.',
      );
    }
    if (calendar?.outlookCalendar.isRemovable === false) {
      throw invalidRequest('Outlook does not let this calendar be deleted.');
    }
    if (calendar && calendar.accessRole !== 'owner') {
      throw new CalendarSyncError(
        'forbidden',
        'Only its owner can delete a calendar: the user takes it off the list in Outlook.',
      );
    }
    assertCanWriteCalendars(open);
    const request: GraphRequest = { method: 'DELETE', path: calendarPath(calendarId) };
    await writeCalendar(
      open,
      options,
      async (send) => {
        await send(this.#api.request(request)).catch((error: unknown) => {
          // One that is gone already was deleted, perhaps by this very command, whose answer was lost.
          if (!calendar || !hasCode(error, 'not-found')) {
            throw error;
          }
        });
        calendars.remove(calendarId);
      },
      { removed: calendarId },
    );
  }

  async #write(
    open: OpenSession,
    options: CommandOptions,
    request: GraphRequest,
  ): Promise<OutlookCalendar> {
    assertCanWriteCalendars(open);
    return writeCalendar(open, options, async (send) => {
      const answer = await send(this.#api.request<OutlookCalendarResource>(request));
      const calendar = open.provider.putResource(answer);
      if (!calendar) {
        throw new CalendarSyncError(
          'unavailable',
          'Outlook’s answer lacks the calendar: call getCalendars() to see it.',
        );
      }
      return calendar;
    });
  }
}

/** While nobody is signed in, nothing is known: the request itself fails. */
function assertCanWriteCalendars({ account, provider: { grantedScopes } }: OpenSession): void {
  if (account !== undefined) {
    assertCanWrite({ account, grantedScopes }, 'owner');
  }
}

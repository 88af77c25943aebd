import { inject } from '@angular/core';
import { CalendarSyncError, ɵhasCode as hasCode } from 'ngx-calendar-sync/base';
import {
  type ɵListChange as ListChange,
  ɵwriteCalendar as writeCalendar,
} from 'ngx-calendar-sync/calendar-commands';
import type { CommandOptions } from 'ngx-calendar-sync/core';
import { type ApiRequest, CALENDAR_LIST_PATH, get, write } from '../api/api-request';
import { GoogleCalendarApi } from '../api/google-calendar-api';
import type {
  GoogleCalendarListEntry,
  GoogleCalendarResource,
} from 'ngx-calendar-sync/google/start';
import type { GoogleCalendar } from '../mapping/google-calendar-event';
import type { OpenSession } from '../provider/google-account';
import { calendarPath, listedPath } from './calendar-paths';
import { colorsOf, listParams, toPatches, toResource, withResource } from './calendar-patches';
import type {
  GoogleCalendarChanges,
  GoogleCalendarDraft,
  GoogleCalendarListChanges,
} from '../mapping/calendar-types';
import { assertGranted } from './assert-granted';
import { invalidRequest } from './invalid-request';

/** Sends one request of a write. */
type Send = <Answer>(request: ApiRequest) => Promise<Answer>;

/** Makes, changes and removes calendars. The account's list shows each answer of Google at once. */
export class CalendarWrites {
  readonly #api = inject(GoogleCalendarApi);

  async createCalendar(
    open: OpenSession,
    draft: GoogleCalendarDraft,
    { signal }: CommandOptions = {},
  ): Promise<GoogleCalendar> {
    const body = toResource(draft);
    const colors = draft.color === undefined ? undefined : colorsOf(draft.color);
    assertGranted(open.provider, 'calendars', ...(colors ? (['calendarlist'] as const) : []));
    return this.#writing(open, { signal }, async (send) => {
      const request = { ...write('POST', '/calendars'), body, notRepeatable: true } as const;
      const made = await send<GoogleCalendarResource>(request);
      const { id = '' } = made;
      const shown = put(open, withResource({ id, accessRole: 'owner' }, made));
      // The calendar is there, whatever Google answers from here on: an app that tried again would make another one.
      const colored = colors && (await unlessFailed(patchListed(send, id, colors)));
      // Without that, Google has chosen its colour.
      const listed = colored ?? (await unlessFailed(this.#listed(open, id, signal)));
      return listed ? put(open, withResource(listed, made)) : shown;
    });
  }

  async updateCalendar(
    open: OpenSession,
    name: string,
    changes: GoogleCalendarChanges,
    { signal }: CommandOptions = {},
  ): Promise<GoogleCalendar> {
    const calendarId = open.idOf(name);
    const known = open.provider.calendars.get(calendarId)?.googleCalendar;
    if (!known) {
      assertGranted(open.provider, 'calendarlist.readonly');
    }
    const entry = known ?? (await this.#listed(open, calendarId, signal));
    const { shared, listed } = toPatches(entry, changes);
    const hasShared = Object.keys(shared).length > 0;
    const hasListed = Object.keys(listed).length > 0;
    assertGranted(
      open.provider,
      ...(hasShared ? (['calendars'] as const) : []),
      ...(hasListed ? (['calendarlist'] as const) : []),
    );
    if (!hasShared && !hasListed) {
      return put(open, entry);
    }
    return this.#writing(open, { signal }, async (send) => {
      let resource: GoogleCalendarResource = entry;
      if (hasShared) {
        resource = await send({ ...write('PATCH', calendarPath(calendarId)), body: shared });
      }
      const shown = put(open, withResource(entry, resource));
      if (!hasListed) {
        return shown;
      }
      const answer = await patchListed(send, calendarId, listed);
      return put(open, hasShared ? withResource(answer, resource) : answer);
    });
  }

  async deleteCalendar(
    open: OpenSession,
    name: string,
    { signal }: CommandOptions = {},
  ): Promise<void> {
    const calendarId = open.idOf(name);
    if (calendarId === open.idOf('primary')) {
      throw invalidRequest(
        'The primary calendar cannot be deleted, since it belongs to the account: delete its events instead.',
      );
    }
    const { accessRole = 'owner' } = open.provider.calendars.get(calendarId) ?? {};
    if (accessRole !== 'owner') {
      throw new CalendarSyncError(
        'forbidden',
        'Only an owner can delete a calendar: call unsubscribeCalendar() to take it off the list.',
      );
    }
    assertGranted(open.provider, 'calendars');
    await this.#remove(open, calendarId, calendarPath(calendarId), signal);
  }

  async subscribeCalendar(
    open: OpenSession,
    name: string,
    changes: GoogleCalendarListChanges = {},
    { signal }: CommandOptions = {},
  ): Promise<GoogleCalendar> {
    const id = open.idOf(name);
    if (id.trim() === '') {
      throw invalidRequest('Give the id of the calendar to subscribe to.');
    }
    const { name: ownName, ...others } = changes;
    const { listed } = toPatches({ id }, ownName ? changes : others);
    assertGranted(open.provider, 'calendarlist');
    return this.#writing(
      open,
      { signal },
      async (send) => {
        const body = { id, ...listed };
        const params = listParams(listed);
        const request = { ...write('POST', CALENDAR_LIST_PATH), body, params };
        const entry = await send<GoogleCalendarListEntry>(request).catch((error: unknown) => {
          // The account has subscribed to it already.
          if (hasCode(error, 'duplicate', 'conflict')) {
            return patchListed(send, id, listed);
          }
          throw error;
        });
        return put(open, entry);
      },
      { added: id },
    );
  }

  async unsubscribeCalendar(
    open: OpenSession,
    name: string,
    { signal }: CommandOptions = {},
  ): Promise<void> {
    const calendarId = open.idOf(name);
    if (calendarId === open.idOf('primary')) {
      throw invalidRequest(
        'The primary calendar cannot be taken off the list, since it belongs to the account: hide it with updateCalendar().',
      );
    }
    if (
      open.provider.calendars.get(calendarId)?.googleCalendar.dataOwner === open.idOf('primary')
    ) {
      throw invalidRequest(
        'A calendar that belongs to the account cannot be taken off its list: hide it with updateCalendar(), or delete it.',
      );
    }
    assertGranted(open.provider, 'calendarlist');
    await this.#remove(open, calendarId, listedPath(calendarId), signal);
  }

  /** One that is gone already has been removed, perhaps by this very command, whose answer was lost. */
  async #remove(
    open: OpenSession,
    calendarId: string,
    path: string,
    signal: AbortSignal | undefined,
  ): Promise<void> {
    const { calendars } = open.provider;
    const wasListed = calendars.has(calendarId);
    const remove = async (send: Send) => {
      await send(write('DELETE', path)).catch((error: unknown) => {
        if (!wasListed || !hasCode(error, 'not-found', 'deleted')) {
          throw error;
        }
      });
      calendars.remove(calendarId);
    };
    await this.#writing(open, { signal }, remove, { removed: calendarId });
  }

  #listed(
    { session }: OpenSession,
    calendarId: string,
    signal: AbortSignal | undefined,
  ): Promise<GoogleCalendarListEntry> {
    const request = get(listedPath(calendarId), 'token');
    return session.ask(this.#api.request<GoogleCalendarListEntry>(request), signal);
  }

  /** The change is what the write does to the list of calendars. */
  #writing<R>(
    open: OpenSession,
    options: CommandOptions,
    run: (send: Send) => Promise<R>,
    change?: ListChange,
  ): Promise<R> {
    return writeCalendar(
      open,
      options,
      (send) => run((request) => send(this.#api.request(request))),
      change,
    );
  }
}

/** The answer, or `undefined` where there is none but an error. What was given up stays given up. */
function unlessFailed<Answer>(answer: Promise<Answer>): Promise<Answer | undefined> {
  return answer.catch((error: unknown) => {
    if (hasCode(error, 'cancelled')) {
      throw error;
    }
    return undefined;
  });
}

function patchListed(
  send: Send,
  calendarId: string,
  body: object,
): Promise<GoogleCalendarListEntry> {
  return send({ ...write('PATCH', listedPath(calendarId)), body, params: listParams(body) });
}

function put({ provider }: OpenSession, entry: GoogleCalendarListEntry): GoogleCalendar {
  const calendar = provider.putEntry(entry);
  if (!calendar) {
    throw new CalendarSyncError(
      'unavailable',
      'Google’s answer lacks the calendar: call getCalendars() to see it.',
    );
  }
  return calendar;
}

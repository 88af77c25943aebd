import { inject } from '@angular/core';
import { CalendarSyncError, type CommandOptions, ɵhasCode as hasCode } from 'ngx-calendar-sync';
import { type ApiRequest, get, GoogleCalendarApi, write } from '../api/google-calendar-api';
import type { GoogleCalendarListEntry, GoogleCalendarResource } from '../api/wire-types.generated';
import type { GoogleCalendar } from '../mapping/google-calendar-event';
import type { OpenSession } from '../provider/open-session';
import { calendarPath, listedPath } from './calendar-paths';
import { colorsOf, listParams, toPatches, toResource, withResource } from './calendar-patches';
import type {
  GoogleCalendarChanges,
  GoogleCalendarDraft,
  GoogleCalendarListChanges,
} from './calendar-types';
import { assertGranted } from './assert-granted';
import { invalidRequest } from './invalid-request';

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
    return this.#writing(open, signal, async () => {
      const request = { ...write('POST', '/calendars'), body, notRepeatable: true } as const;
      const made = await open.session.ask(
        this.#api.request<GoogleCalendarResource>(request),
        signal,
      );
      const { id = '' } = made;
      const entry = withResource({ id, accessRole: 'owner' }, made);
      const shown = put(open, entry);
      if (colors) {
        return put(open, withResource(await this.#patchListed(open, id, colors, signal), made));
      }
      // Google has chosen its colour. The calendar is there, whatever Google answers to this request.
      const listed = await this.#listed(open, id, signal).catch((error: unknown) => {
        if (hasCode(error, 'cancelled')) {
          throw error;
        }
        return undefined;
      });
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
    return this.#writing(open, signal, async () => {
      let resource: GoogleCalendarResource = entry;
      if (hasShared) {
        const request = { ...write('PATCH', calendarPath(calendarId)), body: shared };
        resource = await open.session.ask(
          this.#api.request<GoogleCalendarResource>(request),
          signal,
        );
      }
      const shown = put(open, withResource(entry, resource));
      if (!hasListed) {
        return shown;
      }
      const answer = await this.#patchListed(open, calendarId, listed, signal);
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
    return this.#writing(open, signal, async () => {
      const body = { id, ...listed };
      const params = listParams(listed);
      const request = { ...write('POST', '/users/me/calendarList'), body, params };
      const entry = await open.session
        .ask(this.#api.request<GoogleCalendarListEntry>(request), signal)
        .catch((error: unknown) => {
          // The account has subscribed to it already.
          if (hasCode(error, 'duplicate', 'conflict')) {
            return this.#patchListed(open, id, listed, signal);
          }
          throw error;
        });
      const calendar = put(open, entry);
      open.session.calendarsChanged({ added: id });
      return calendar;
    });
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
  #remove(
    open: OpenSession,
    calendarId: string,
    path: string,
    signal: AbortSignal | undefined,
  ): Promise<void> {
    const { session, provider } = open;
    const wasListed = provider.calendars.has(calendarId);
    return this.#writing(open, signal, async () => {
      await session
        .ask(this.#api.request(write('DELETE', path)), signal)
        .catch((error: unknown) => {
          if (!wasListed || !hasCode(error, 'not-found', 'deleted')) {
            throw error;
          }
        });
      provider.calendars.remove(calendarId);
      session.calendarsChanged({ removed: calendarId });
    });
  }

  #listed(
    { session }: OpenSession,
    calendarId: string,
    signal: AbortSignal | undefined,
  ): Promise<GoogleCalendarListEntry> {
    const request = get(listedPath(calendarId), 'token');
    return session.ask(this.#api.request<GoogleCalendarListEntry>(request), signal);
  }

  #patchListed(
    { session }: OpenSession,
    calendarId: string,
    body: object,
    signal: AbortSignal | undefined,
  ): Promise<GoogleCalendarListEntry> {
    const request: ApiRequest = {
      ...write('PATCH', listedPath(calendarId)),
      body,
      params: listParams(body),
    };
    return session.ask(this.#api.request<GoogleCalendarListEntry>(request), signal);
  }

  /** Runs a write. A local copy follows what it has done; what Google may have done without an answer is asked for. */
  async #writing<R>(
    { session }: OpenSession,
    signal: AbortSignal | undefined,
    run: () => Promise<R>,
  ): Promise<R> {
    const isSent = !signal?.aborted;
    try {
      return await run();
    } catch (error) {
      if (isSent && hasCode(error, 'cancelled', 'offline', 'unavailable')) {
        session.listCalendars().catch(() => undefined);
      }
      throw error;
    } finally {
      if (isSent) {
        session.calendarsChanged();
      }
    }
  }
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

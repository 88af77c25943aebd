import type { SendUpdates } from 'ngx-calendar-sync/core';
import type { ɵAccessToken as AccessToken } from 'ngx-calendar-sync/account';
import type { ResolvedConfig } from '../config/resolved-config';
import type { GoogleEvent } from 'ngx-calendar-sync/google/start';

/** How a request is authorized: by the token of the session, by the API key, or by a token that has no session yet. */
export type Access = 'token' | 'key' | AccessToken;

/**
 * A JSON merge patch of an event: `null` removes a field.
 * @see https://www.rfc-editor.org/rfc/rfc7396
 */
export type GoogleEventPatch = { readonly [K in keyof GoogleEvent]?: unknown };

/** Query parameters by name; of a list the parameter is sent once for each element. */
export type ApiParams = Readonly<Record<string, string | number | boolean | readonly string[]>>;

export interface ApiRequest {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  readonly url: (endpoints: ResolvedConfig['endpoints']) => string;
  readonly access: Access;
  readonly params?: ApiParams;
  readonly body?: object;
  readonly ifMatch?: string | undefined;
  /** Which guests are told of a write, `configured` where the configuration decides. */
  readonly sendUpdates?: SendUpdates | 'configured';
  /** Set where a repetition could do the same twice: then the request is repeated only after a refusal. */
  readonly notRepeatable?: true;
}

/** @param path Below the base URL of the API, such as `/users/me/settings`. */
export function get(path: string, access: Access): ApiRequest {
  return { method: 'GET', url: ({ api }) => api + path, access };
}

/** @param path Below the base URL of the API. */
export function write(method: 'POST' | 'PATCH' | 'DELETE', path: string): ApiRequest {
  return { method, url: ({ api }) => api + path, access: 'token' };
}

/** @param sendUpdates Which guests are told; by default what the configuration says. */
export function eventWrite(
  method: 'POST' | 'PATCH' | 'DELETE',
  path: string,
  sendUpdates: SendUpdates | undefined,
): ApiRequest {
  return { ...write(method, path), sendUpdates: sendUpdates ?? 'configured' };
}

/** Google ignores these fields of an event unless the request has the parameter that belongs to them. */
export function bodyOf(event: GoogleEventPatch): Pick<ApiRequest, 'body' | 'params'> {
  return {
    body: event,
    params: {
      ...('conferenceData' in event ? { conferenceDataVersion: 1 } : {}),
      ...('attachments' in event ? { supportsAttachments: true } : {}),
      ...('eventLabelId' in event ? { eventLabelVersion: 1 } : {}),
    },
  };
}

export const CALENDAR_LIST_PATH = '/users/me/calendarList';

export const eventsPath = (calendarId: string): string =>
  `/calendars/${encodeURIComponent(calendarId)}/events`;

export const eventPath = (calendarId: string, eventId: string): string =>
  `${eventsPath(calendarId)}/${encodeURIComponent(eventId)}`;

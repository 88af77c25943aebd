import { inject } from '@angular/core';
import {
  catchError,
  defer,
  distinctUntilChanged,
  EMPTY,
  filter,
  ignoreElements,
  map,
  merge,
  mergeMap,
  type Observable,
  tap,
} from 'rxjs';
import { type CommandOptions, ɵsameJson as sameJson } from 'ngx-calendar-sync/core';
import { write } from '../api/api-request';
import { GoogleCalendarApi } from '../api/google-calendar-api';
import type { GoogleCalendarResource, GoogleEventLabel } from 'ngx-calendar-sync/google/start';
import { CONFIG } from '../config/config-ref';
import type { GoogleProvider } from '../provider/google-provider';
import type { OpenSession } from '../provider/google-account';
import { calendarPath } from './calendar-paths';
import type {
  GoogleCalendarColors,
  GoogleEventLabelColor,
  GoogleEventLabelDraft,
} from '../mapping/calendar-types';
import { assertGranted } from './assert-granted';
import { hexColor } from './hex-color';
import { invalidRequest } from './invalid-request';
import { toCalendarColors, toLabels } from './named-colors';

/** So that reading the labels of many calendars leaves most of the account's quota to the events. */
const MAX_PARALLEL_REQUESTS = 2;

/** @see https://developers.google.com/workspace/calendar/api/v3/reference/calendars#resource */
const MAX_LABELS = 200;
const MAX_LABEL_NAME_LENGTH = 50;
const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;

/** The colours to choose from, and the labels that calendars have for their events. */
export class AccountColors {
  readonly #api = inject(GoogleCalendarApi);
  readonly #config = inject(CONFIG);

  colors$({ provider }: OpenSession): Observable<GoogleCalendarColors> {
    return defer(() => {
      this.#config
        .load()
        .then((config) => {
          provider.colors.load(config);
        })
        .catch(() => undefined);
      return merge(provider.colors.known$, this.#askForLabels(provider));
    }).pipe(
      distinctUntilChanged((before, now) => sameJson(before, now)),
      map(toCalendarColors),
    );
  }

  /** Asks each calendar in which events can be written for its labels, once, so that the user can choose one. */
  #askForLabels({ calendars, colors }: GoogleProvider): Observable<never> {
    const asked = new Set<string>();
    return calendars.list$.pipe(
      mergeMap((list) => list.filter(({ writable, hidden }) => writable && !hidden)),
      filter(({ id }) => !asked.has(id) && !colors.record?.eventLabels?.[id]),
      mergeMap(({ id }) => {
        asked.add(id);
        return this.#api.calendarLabels(id).pipe(
          tap(({ labelProperties }) => {
            // What the app has written meanwhile is newer.
            if (!colors.record?.eventLabels?.[id]) {
              colors.putLabels(id, labelProperties?.eventLabels ?? []);
            }
          }),
          // Colours are shown without them: the labels of an event are asked for anew with the event.
          catchError(() => EMPTY),
        );
      }, MAX_PARALLEL_REQUESTS),
      ignoreElements(),
    );
  }

  /** Google replaces all labels of the calendar by those that are sent. */
  async setEventLabels(
    { session, provider, idOf }: OpenSession,
    name: string,
    labels: readonly GoogleEventLabelDraft[],
    { signal }: CommandOptions = {},
  ): Promise<readonly GoogleEventLabelColor[]> {
    const calendarId = idOf(name);
    assertLabels(labels);
    assertGranted(provider, 'calendars');
    const isPartial = labels.some(
      ({ id, name, color }) => id !== undefined && (name === undefined || color === undefined),
    );
    const before = isPartial
      ? await session.ask(this.#api.calendarLabels(calendarId), signal)
      : undefined;
    const known = before?.labelProperties?.eventLabels ?? [];
    const eventLabels = labels.map((label) => toLabel(label, known));
    const request = {
      ...write('PATCH', calendarPath(calendarId)),
      body: { labelProperties: { eventLabels } },
    };
    const answer = await session.ask(this.#api.request<GoogleCalendarResource>(request), signal);
    const written = answer.labelProperties?.eventLabels ?? [];
    provider.colors.putLabels(calendarId, written);
    // Google has changed the events whose label is gone.
    session.sync().catch(() => undefined);
    return toLabels(written);
  }
}

function assertLabels(labels: readonly GoogleEventLabelDraft[]): void {
  if (labels.length > MAX_LABELS) {
    throw invalidRequest(`A calendar has at most ${MAX_LABELS} event labels.`);
  }
  const ids = labels.flatMap(({ id }) => id ?? []);
  if (new Set(ids).size < ids.length) {
    throw invalidRequest(
      'Two event labels have the same id: leave the id out to make a new label.',
    );
  }
  for (const { id, name = '', color } of labels) {
    if (id !== undefined && !UUID.test(id)) {
      throw invalidRequest(
        'An event label has an id that is not a UUID: leave it out for a new label.',
      );
    }
    if (name.length > MAX_LABEL_NAME_LENGTH) {
      throw invalidRequest(
        `The name of an event label has at most ${MAX_LABEL_NAME_LENGTH} characters.`,
      );
    }
    if (color !== undefined) {
      hexColor(color);
    } else if (id === undefined) {
      throw invalidRequest('A new event label needs a colour, such as "#dc2127".');
    }
  }
}

/** What a draft leaves out stays as it is. */
function toLabel(
  { id, name, color }: GoogleEventLabelDraft,
  known: readonly GoogleEventLabel[],
): GoogleEventLabel {
  const before = id === undefined ? undefined : known.find((label) => label.id === id);
  const backgroundColor = color === undefined ? before?.backgroundColor : hexColor(color);
  if (!backgroundColor) {
    throw invalidRequest(
      'A label that the calendar does not have yet needs a colour, such as "#dc2127".',
    );
  }
  const labelName = name ?? before?.name;
  return {
    ...(id === undefined ? {} : { id }),
    ...(labelName ? { name: labelName } : {}),
    backgroundColor,
  };
}

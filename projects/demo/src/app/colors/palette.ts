import { computed, inject, Injectable } from '@angular/core';
import { toObservable, toSignal } from '@angular/core/rxjs-interop';
import { catchError, of, switchMap } from 'rxjs';
import { type GoogleCalendarEventDraft, GoogleCalendarService } from 'ngx-calendar-sync/google';
import type { AnyEvent } from '../accounts/any-account';
import { Accounts } from '../accounts/accounts';
import { colorName } from './color-name';

/** A colour to choose, with the name that the user reads. */
export interface ColorOption {
  readonly value: string;
  readonly name: string;
  /** CSS colour. */
  readonly color: string;
}

/** Google's colours and the labels of the account's calendars. There are none until they are read. */
@Injectable({ providedIn: 'root' })
export class Palette {
  readonly #google = inject(GoogleCalendarService);
  readonly #address = inject(Accounts).google.address;
  readonly #colors = toSignal(
    toObservable(this.#address).pipe(
      switchMap((address) =>
        // Without colours an event still has its own: nothing is asked of the user.
        address === undefined
          ? of(undefined)
          : this.#google.colors$.pipe(catchError(() => of(undefined))),
      ),
    ),
  );

  /** The colours of calendars; the value is the CSS colour. */
  readonly calendarColors = computed<readonly ColorOption[]>(() =>
    (this.#colors()?.calendarColors ?? []).map(({ name, color }) => ({
      value: color,
      name: colorName(name),
      color,
    })),
  );
  /** The colours of events; the value is that of {@link eventColorOf}. */
  readonly eventColors = computed<readonly ColorOption[]>(() =>
    (this.#colors()?.eventColors ?? []).map(({ id, name, color }) => ({
      value: `color:${id}`,
      name: colorName(name),
      color,
    })),
  );

  /** The labels that a calendar has for its events; the value is that of {@link eventColorOf}. */
  labelsOf(calendarId: string): readonly ColorOption[] {
    return (this.#colors()?.labels.get(calendarId) ?? []).map(({ id, name, color }) => ({
      value: `label:${id}`,
      name: name || $localize`:@@colors.namelessLabel:Label without a name`,
      color,
    }));
  }

  /** The name of an event's own colour or label; `undefined` if it has that of its calendar, or one that is not known. */
  nameOf(event: AnyEvent): string | undefined {
    const value = eventColorOf(event);
    return [...this.eventColors(), ...this.labelsOf(event.calendarId)].find(
      (option) => option.value === value,
    )?.name;
  }
}

/** An event's own colour (`color:11`) or label (`label:…`); empty for the colour of its calendar. */
export type EventColor = '' | `color:${string}` | `label:${string}`;

/** A label comes first, because Google gives an event the colour of its label, too. */
export function eventColorOf({
  googleEvent: { colorId, eventLabelId } = {},
}: AnyEvent): EventColor {
  if (eventLabelId) {
    return `label:${eventLabelId}`;
  }
  return colorId ? `color:${colorId}` : '';
}

/** The fields of a draft that give an event this colour. */
export function eventColorFields(
  color: EventColor,
): Pick<GoogleCalendarEventDraft, 'color' | 'colorId' | 'eventLabelId'> {
  const id = color.slice(color.indexOf(':') + 1);
  if (color === '') {
    return { color: null };
  }
  return color.startsWith('label:') ? { eventLabelId: id } : { colorId: id };
}

import { effect, inject, Injectable, signal, untracked } from '@angular/core';
import { describeRecurrence } from 'ngx-calendar-sync';
import type { AnyEvent } from '../accounts/any-account';
import { UserCalendars } from '../accounts/user-calendars';
import { appLocale } from '../language/app-locale';

/** The rules of the series that are in conflict, in words. Those are loaded when there is one. */
@Injectable({ providedIn: 'root' })
export class RulesInWords {
  readonly #calendars = inject(UserCalendars);
  readonly #texts = signal<ReadonlyMap<string, string>>(new Map());

  constructor() {
    effect(() => {
      const events = this.#calendars.conflicts().flatMap(({ mine, theirs }) => [mine, theirs]);
      untracked(() => {
        for (const event of events) {
          if (event?.recurrence?.length) {
            void this.#describe(event);
          }
        }
      });
    });
  }

  /** `undefined` until the words are there, and where they could not be loaded. */
  of(event: AnyEvent): string | undefined {
    return this.#texts().get(keyOf(event));
  }

  async #describe(event: AnyEvent): Promise<void> {
    const key = keyOf(event);
    if (this.#texts().has(key)) {
      return;
    }
    const text = await describeRecurrence(event, appLocale()).catch(() => undefined);
    if (text !== undefined) {
      this.#texts.update((texts) => new Map(texts).set(key, text));
    }
  }
}

function keyOf({ recurrence = [], start }: AnyEvent): string {
  return [start, ...recurrence].join('\n');
}

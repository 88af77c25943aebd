import { Injectable, signal } from '@angular/core';
import type { SeriesScope } from 'ngx-calendar-sync';
import type { AnyEvent } from '../accounts/any-account';

/** What the user does with an event. */
export type SeriesAction = 'change' | 'delete' | 'answer';

export interface OpenSeriesQuestion {
  readonly action: SeriesAction;
  readonly title: string;
  readonly scopes: readonly SeriesScope[];
  /** @param scope `undefined` where the user does nothing after all. */
  readonly answer: (scope: SeriesScope | undefined) => void;
}

/** Asks for which events of a series a write is meant. The dialog of the question is `app-series-question-dialog`. */
@Injectable({ providedIn: 'root' })
export class SeriesQuestion {
  readonly #open = signal<OpenSeriesQuestion | undefined>(undefined);

  readonly open = this.#open.asReadonly();

  /**
   * What the user chooses; `undefined` where they cancel. A single event needs no question.
   * @param scopes What may be chosen.
   */
  async scopeOf(
    event: AnyEvent,
    action: SeriesAction,
    scopes: readonly SeriesScope[] = ['this', 'following', 'all'],
  ): Promise<SeriesScope | undefined> {
    if (event.seriesId === undefined) {
      return 'this';
    }
    const scope = await new Promise<SeriesScope | undefined>((answer) => {
      this.#open.set({ action, title: event.title, scopes, answer });
    });
    this.#open.set(undefined);
    return scope;
  }
}

import {
  ChangeDetectionStrategy,
  Component,
  computed,
  inject,
  output,
  signal,
  viewChild,
} from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import {
  debounceTime,
  distinctUntilChanged,
  from,
  map,
  type Observable,
  of,
  startWith,
  Subject,
  switchMap,
} from 'rxjs';
import type { AnyEvent } from '../accounts/any-account';
import { type SearchFailure, UserCalendars } from '../accounts/user-calendars';
import { DisplayTimeZone } from '../config/display-time-zone';
import { errorSentence } from '../errors/error-sentence';
import { UNTITLED_EVENT } from '../event-dialog/untitled-event';
import { eventTimeText } from '../event-dialog/event-time-text';
import { appLocale } from '../language/app-locale';
import { pluralText } from '../language/plural-text';
import { Modal } from '../modal/modal';
import { upcomingFirst } from './upcoming-first';

type SearchState =
  | { readonly phase: 'waiting' }
  | { readonly phase: 'searching' }
  | {
      readonly phase: 'found';
      readonly events: readonly AnyEvent[];
      /** Made when the search ends: an account may be signed out, and its name change, while its result is shown. */
      readonly failureTexts: readonly string[];
      /** Whether one account at least could be searched. */
      readonly isSearched: boolean;
    };

/** How long the user has to stop typing before a search begins. */
const TYPING_PAUSE_MS = 250;
const HALF_YEAR_MS = 183 * 86_400_000;
const MAX_SHOWN_RESULTS = 50;

/** Searches the events of the half year before and after now by their text. */
@Component({
  selector: 'app-event-search',
  imports: [Modal],
  templateUrl: './event-search.html',
  styleUrl: './event-search.css',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class EventSearch {
  readonly chosen = output<AnyEvent>();
  readonly closed = output();

  readonly untitled = UNTITLED_EVENT;
  readonly modal = viewChild.required(Modal);
  readonly #calendars = inject(UserCalendars);
  readonly outlinedIds = this.#calendars.outlinedIds;
  readonly #timeZone = inject(DisplayTimeZone).name;
  readonly #words = new Subject<string>();
  readonly state = signal<SearchState>({ phase: 'waiting' });
  #chosenEvent: AnyEvent | undefined;

  readonly results = computed(() => {
    const state = this.state();
    if (state.phase !== 'found') {
      return [];
    }
    return state.events.slice(0, MAX_SHOWN_RESULTS).map((event) => ({
      event,
      when: eventTimeText(event, appLocale(), this.#timeZone()),
    }));
  });
  readonly statusText = computed(() => {
    const state = this.state();
    switch (state.phase) {
      case 'waiting':
        return $localize`:@@eventSearch.waiting:Searches the half year before and after today.`;
      case 'searching':
        return $localize`:@@eventSearch.searching:Searching…`;
      case 'found':
        if (state.events.length === 0) {
          return state.isSearched ? $localize`:@@eventSearch.nothing:Nothing found.` : '';
        }
        if (state.events.length > MAX_SHOWN_RESULTS) {
          return $localize`:@@eventSearch.first:The first ${MAX_SHOWN_RESULTS}:SHOWN: of ${state.events.length}:COUNT:.`;
        }
        return pluralText(
          $localize`:@@eventSearch.count:one {# event} other {# events}`,
          state.events.length,
        );
    }
  });
  readonly failureTexts = computed(() => {
    const state = this.state();
    return state.phase === 'found' ? state.failureTexts : [];
  });

  constructor() {
    this.#words
      .pipe(
        map((words) => words.trim()),
        debounceTime(TYPING_PAUSE_MS),
        distinctUntilChanged(),
        switchMap((words) => (words ? this.#search(words) : of({ phase: 'waiting' } as const))),
        takeUntilDestroyed(),
      )
      .subscribe((state) => {
        this.state.set(state);
      });
  }

  searchFor(event: Event): void {
    this.#words.next((event.target as HTMLInputElement).value);
  }

  /** Closes the dialog first: while it is open, the chosen event in the page cannot get the focus. */
  choose(event: AnyEvent): void {
    this.#chosenEvent = event;
    this.modal().close();
  }

  emitClosed(): void {
    this.closed.emit();
    if (this.#chosenEvent) {
      this.chosen.emit(this.#chosenEvent);
    }
  }

  #search(words: string): Observable<SearchState> {
    const start = new Date(Date.now() - HALF_YEAR_MS);
    const end = new Date(Date.now() + HALF_YEAR_MS);
    return from(this.#calendars.search(words, { start, end })).pipe(
      map(
        ({ events, failures, accountCount }) =>
          ({
            phase: 'found',
            events: upcomingFirst(events),
            failureTexts: failures.map((failure) => failureText(failure, accountCount)),
            isSearched: failures.length < accountCount,
          }) as const,
      ),
      startWith({ phase: 'searching' } as const),
    );
  }
}

/** Names the account where several were searched: the user has to know whose events are missing. */
function failureText({ account, error }: SearchFailure, accountCount: number): string {
  const reason = errorSentence(error);
  return accountCount > 1
    ? $localize`:@@eventSearch.failed:${account.name}:ACCOUNT: could not be searched. ${reason}:REASON:`
    : reason;
}

import { ChangeDetectionStrategy, Component, computed, inject, signal } from '@angular/core';
import { takeUntilDestroyed, toObservable } from '@angular/core/rxjs-interop';
import { RouterLink } from '@angular/router';
import { catchError, combineLatest, filter, from, map, of, startWith, switchMap } from 'rxjs';
import { GoogleCalendarService } from 'ngx-calendar-sync/google';
import { Accounts } from '../accounts/accounts';
import type { AnyEvent } from '../accounts/any-account';
import { type BoardRange, BOARD_VIEWS } from '../calendar-board/board-view';
import { CalendarBoard } from '../calendar-board/calendar-board';
import { DemoConfigLoader } from '../config/demo-config';
import { errorSentence } from '../errors/error-sentence';
import { EventDetails } from '../event-dialog/event-details';
import { mediaQuery } from '../media/media-query';
import { Notice } from '../notices/notice';
import { ShortcutHelp } from '../shortcuts/shortcut-help';

interface ReadState {
  readonly busy: boolean;
  readonly events?: readonly AnyEvent[];
  readonly problem?: string;
}

/** A calendar that anyone may read, signed in or not: it is read with the API key. */
@Component({
  selector: 'app-public-page',
  imports: [CalendarBoard, EventDetails, Notice, RouterLink, ShortcutHelp],
  templateUrl: './public-page.html',
  styleUrl: './public-page.css',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class PublicPage {
  readonly #accounts = inject(Accounts);
  readonly #google = inject(GoogleCalendarService);
  readonly #config = inject(DemoConfigLoader);

  readonly isNarrow = mediaQuery('(max-width: 56rem)');
  readonly views = [BOARD_VIEWS.month, BOARD_VIEWS.year];
  readonly range = signal<BoardRange | undefined>(undefined);
  readonly attempt = signal(0);
  readonly opened = signal<AnyEvent | undefined>(undefined);
  readonly events = signal<readonly AnyEvent[]>([]);
  readonly busy = signal(false);
  readonly problem = signal<string | undefined>(undefined);
  readonly signedIn = computed(() => this.#accounts.open().length > 0);

  constructor() {
    combineLatest([
      toObservable(this.range).pipe(filter((range) => range !== undefined)),
      toObservable(this.attempt),
    ])
      .pipe(
        switchMap(([range]) => this.#read(range)),
        takeUntilDestroyed(),
      )
      .subscribe(({ busy, events, problem }) => {
        this.busy.set(busy);
        this.problem.set(problem);
        if (events) {
          this.events.set(events);
        }
      });
  }

  #read({ start, end }: BoardRange) {
    return from(this.#config.load()).pipe(
      switchMap(({ publicCalendarId }) =>
        publicCalendarId ? this.#google.getEvents(publicCalendarId, start, end) : of([]),
      ),
      map((events): ReadState => ({ busy: false, events })),
      catchError((error: unknown) => of<ReadState>({ busy: false, problem: errorSentence(error) })),
      startWith<ReadState>({ busy: true }),
    );
  }
}

import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core';
import { Accounts } from '../accounts/accounts';
import { CalendarSwitches } from '../calendar-list/calendar-switches';
import { focusKeeper } from '../focus/focus-keeper';
import { Notice } from '../notices/notice';
import { AccountNotices } from './account-notices';

/** Notices of what keeps the user from seeing or changing their calendars, each with a button for what to do. */
@Component({
  selector: 'app-session-notices',
  imports: [AccountNotices, Notice],
  templateUrl: './session-notices.html',
  styleUrl: './session-notices.css',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class SessionNotices {
  readonly accounts = inject(Accounts);
  readonly switches = inject(CalendarSwitches);

  /** The pressed button disappears with its notice, so the focus goes to the calendar. */
  readonly #keepFocusAfter = focusKeeper(() => document.getElementById('content'));

  /** Whether the board is empty since no calendar is switched on, which is easily taken for a loss. */
  readonly allSwitchedOff = computed(
    () => this.switches.calendars().length > 0 && this.switches.shownIds().length === 0,
  );

  showAll(): void {
    this.switches.showAll();
    void this.#keepFocusAfter(Promise.resolve());
  }
}

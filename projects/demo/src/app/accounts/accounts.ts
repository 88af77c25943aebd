import { computed, inject, Injectable } from '@angular/core';
import { GoogleCalendarService } from 'ngx-calendar-sync/google';
import { Account } from './account';
import { Leaving } from './leaving';

/** The accounts that the user can have here, one at each provider. */
@Injectable({ providedIn: 'root' })
export class Accounts {
  readonly google = new Account('google', inject(GoogleCalendarService), inject(Leaving));
  readonly all = computed<readonly Account[]>(() => [this.google]);
  /** Those whose calendars are shown. */
  readonly open = computed(() => this.all().filter((account) => account.session() !== undefined));
}

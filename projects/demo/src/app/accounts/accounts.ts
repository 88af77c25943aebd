import {
  computed,
  createEnvironmentInjector,
  EnvironmentInjector,
  inject,
  Injectable,
  untracked,
} from '@angular/core';
import { GoogleCalendarService } from 'ngx-calendar-sync/google';
import {
  type OutlookCalendarSyncConfig,
  OutlookCalendarService,
  provideOutlookCalendarSync,
  withGestureRenewal,
  withOfflineReplica,
} from 'ngx-calendar-sync/outlook';
import { DemoConfigLoader } from '../config/demo-config';
import { Account } from './account';
import { Leaving } from './leaving';

/** The accounts that the user can have here, one at each provider. */
@Injectable({ providedIn: 'root' })
export class Accounts {
  readonly #leaving = inject(Leaving);
  readonly #injector = inject(EnvironmentInjector);
  readonly #config = inject(DemoConfigLoader).config;

  readonly google = new Account('google', inject(GoogleCalendarService), this.#leaving);
  /** Made once, since the configuration is read once; `undefined` where that does not name Outlook. */
  readonly #outlook = computed(() => {
    const { outlook, timeZone } = this.#config() ?? {};
    return (
      outlook &&
      untracked(() => this.#openOutlook({ ...outlook, ...(timeZone ? { timeZone } : {}) }))
    );
  });
  readonly all = computed<readonly Account[]>(() => {
    const outlook = this.#outlook();
    return outlook ? [this.google, outlook] : [this.google];
  });
  /** Those whose calendars are shown. */
  readonly open = computed(() => this.all().filter((account) => account.session() !== undefined));

  /** Whether it has to be said which account something is of. */
  readonly areSeveral = computed(() => this.open().length > 1);

  /** Outlook is provided only where it is configured: a demo of Google alone loads nothing of it. */
  #openOutlook(config: OutlookCalendarSyncConfig): Account {
    const injector = createEnvironmentInjector(
      [provideOutlookCalendarSync(config, withOfflineReplica(), withGestureRenewal())],
      this.#injector,
    );
    return new Account('outlook', injector.get(OutlookCalendarService), this.#leaving);
  }
}

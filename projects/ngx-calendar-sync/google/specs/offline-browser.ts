import { HttpBackend, HttpErrorResponse } from '@angular/common/http';
import { type EnvironmentInjector, inject, type Provider } from '@angular/core';
import { defer, of, Subject, throwError } from 'rxjs';
import { ɵVISIBLE as VISIBLE, ɵWAKE as WAKE } from 'ngx-calendar-sync/base';
import {
  ɵdeleteReplica as deleteReplica,
  ɵdeleteWrites as deleteWrites,
} from 'ngx-calendar-sync/copy';
import type { GoogleCalendarSyncFeature } from '../provide-google-calendar-sync';
import { GoogleCalendarService } from '../google-calendar.service';
import { withOfflineReplica } from '../with-offline-replica';
import type { GoogleRevocation } from '../start/google-identity-services';
import { aTab, aToken, closeTabs, ScriptedSignIn } from './emulator';

/** A browser whose network can be cut, with an app that has a local copy. */
export class OfflineBrowser {
  readonly #wake = new Subject<void>();
  readonly #accounts = new Set<string>();
  #isOnline = true;
  #user: string;
  /** How Google answers when the grant is taken back. */
  revocation: GoogleRevocation = { successful: true };

  /** @param user Who signs in. */
  constructor(user: string) {
    this.#user = user;
    this.#accounts.add(user);
  }

  /** Whoever signs in from now on is this user. */
  set user(user: string) {
    this.#user = user;
    this.#accounts.add(user);
  }

  goOffline(): void {
    this.#isOnline = false;
  }

  goOnline(): void {
    this.#isOnline = true;
    this.#wake.next();
  }

  /** Another tab. */
  openTab(
    feature: GoogleCalendarSyncFeature = withOfflineReplica(),
    providers: readonly Provider[] = [],
  ): EnvironmentInjector {
    const gis = new ScriptedSignIn((on) => void aToken(this.#user).then(on.token));
    gis.revocation = this.revocation;
    const backend = {
      provide: HttpBackend,
      useFactory: (): Pick<HttpBackend, 'handle'> => {
        const ofBrowser = inject(HttpBackend, { skipSelf: true });
        return {
          handle: (request) =>
            defer(() =>
              this.#isOnline
                ? ofBrowser.handle(request)
                : throwError(() => new HttpErrorResponse({ status: 0 })),
            ),
        };
      },
    };
    const environment = [
      { provide: VISIBLE, useValue: of(true) },
      { provide: WAKE, useValue: this.#wake },
      backend,
    ];
    return aTab({ gis, tokenWait: 100 }, [feature], [...environment, ...providers]);
  }

  /** The service of another tab that can sign in. */
  async open(...tab: Parameters<OfflineBrowser['openTab']>): Promise<GoogleCalendarService> {
    const service = this.openTab(...tab).get(GoogleCalendarService);
    await service.initialize();
    return service;
  }

  /** The service of another tab, signed in. */
  async signIn(...tab: Parameters<OfflineBrowser['openTab']>): Promise<GoogleCalendarService> {
    const service = await this.open(...tab);
    await service.signIn();
    return service;
  }

  /** Closes all tabs, and deletes what they have stored. */
  async forget(): Promise<void> {
    await closeTabs();
    for (const user of this.#accounts) {
      await Promise.all([deleteReplica(`google:${user}`), deleteWrites(`google:${user}`)]);
    }
  }
}

import { DOCUMENT } from '@angular/common';
import { inject } from '@angular/core';
import { CalendarSyncError } from 'ngx-calendar-sync/base';
import type { ɵProviderSignOut as ProviderSignOut } from 'ngx-calendar-sync/account';
import type { ResolvedOutlookConfig } from '../config/resolved-outlook-config';
import { logoutUrl } from './logout-url';
import { windowFeatures } from './sign-in-window';

/** The window in which Microsoft ends its session with the browser. */
export class SignOutWindow implements ProviderSignOut {
  readonly #page = inject(DOCUMENT).defaultView;
  readonly #url: string;
  #opened: Window | null | undefined;

  /** @param comesBackTo A registered redirect URI whose page closes the window. */
  static to(config: ResolvedOutlookConfig, comesBackTo?: string): SignOutWindow {
    return new SignOutWindow(logoutUrl(config, comesBackTo));
  }

  /** @param url The address of Microsoft's logout page. */
  private constructor(url: string) {
    this.#url = url;
  }

  open(): void {
    this.cancel();
    this.#opened = this.#openAt('about:blank');
  }

  finish(): void {
    const opened = this.#opened;
    this.#opened = undefined;
    if (opened) {
      opened.location.replace(this.#url);
    } else if (!this.#openAt(this.#url)) {
      throw new CalendarSyncError(
        'popup-blocked',
        'Signed out here, but the browser did not open the window in which Microsoft signs the user out.',
      );
    }
  }

  cancel(): void {
    this.#opened?.close();
    this.#opened = undefined;
  }

  #openAt(url: string): Window | null | undefined {
    return this.#page?.open(url, '_blank', windowFeatures(this.#page));
  }
}

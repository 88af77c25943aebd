import { Injectable, signal } from '@angular/core';
import type { GoogleCalendarSyncConfig } from 'ngx-calendar-sync/google';

/** What the server tells the app at run time, in `config.json`. */
export interface DemoConfig extends GoogleCalendarSyncConfig {
  /** A calendar that everybody may read, for the page that needs no sign-in. */
  readonly publicCalendarId?: string;
  /** Whether the accounts are invented ones or Google's. */
  readonly environment?: 'emulator' | 'google';
}

@Injectable({ providedIn: 'root' })
export class DemoConfigLoader {
  readonly #config = signal<DemoConfig | undefined>(undefined);
  #loading: Promise<DemoConfig> | undefined;

  /** Undefined until it is there. */
  readonly config = this.#config.asReadonly();

  /** Fetches it once, and again after a failure. */
  load(): Promise<DemoConfig> {
    this.#loading ??= this.#fetch().catch((error: unknown) => {
      this.#loading = undefined;
      throw error;
    });
    return this.#loading;
  }

  async #fetch(): Promise<DemoConfig> {
    const response = await fetch('config.json');
    if (!response.ok) {
      throw new Error(`config.json: ${response.status}`);
    }
    const config = (await response.json()) as DemoConfig;
    this.#config.set(config);
    return config;
  }
}

import { Injectable, signal } from '@angular/core';
import type { GoogleCalendarSyncConfig } from 'ngx-calendar-sync/google';

/** The configuration that the app fetches at run time, as `config.json`. */
export interface DemoConfig extends GoogleCalendarSyncConfig {
  /** The id of a calendar that anyone may read, for the page that needs no sign-in. */
  readonly publicCalendarId?: string;
  /** Whether the accounts are invented ones of the emulator, or real ones. */
  readonly environment?: 'emulator' | 'google';
}

@Injectable({ providedIn: 'root' })
export class DemoConfigLoader {
  readonly #config = signal<DemoConfig | undefined>(undefined);
  #loading: Promise<DemoConfig> | undefined;

  /** `undefined` until it is loaded. */
  readonly config = this.#config.asReadonly();

  /** Fetches the configuration once; after a failure the next call tries again. */
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

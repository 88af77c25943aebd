import { computed, inject, Injectable } from '@angular/core';
import { DemoConfigLoader } from './demo-config';

/** The IANA zone that the app tells times in: the configured one, else the browser's. */
@Injectable({ providedIn: 'root' })
export class DisplayTimeZone {
  readonly #config = inject(DemoConfigLoader).config;

  readonly name = computed(
    () => this.#config()?.timeZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone,
  );
}

import { computed, inject, Injectable } from '@angular/core';
import { DemoConfigLoader } from './demo-config';

/** The IANA zone in which the app shows times: the configured one, else the browser's. */
@Injectable({ providedIn: 'root' })
export class DisplayTimeZone {
  readonly #config = inject(DemoConfigLoader).config;

  readonly name = computed(() =>
    firstUsableZone(this.#config()?.timeZone, Intl.DateTimeFormat().resolvedOptions().timeZone),
  );
}

/**
 * The first zone that `Intl` accepts, else `UTC`. A browser that does not know its own zone reports `Etc/Unknown`, which
 * says nothing.
 */
export function firstUsableZone(...zones: readonly unknown[]): string {
  return zones.find(isUsableZone) ?? 'UTC';
}

function isUsableZone(zone: unknown): zone is string {
  if (typeof zone !== 'string' || zone === 'Etc/Unknown') {
    return false;
  }
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}

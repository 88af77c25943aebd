import { DOCUMENT } from '@angular/common';
import { inject, InjectionToken } from '@angular/core';

/** Some browsers throw when a page that may not store anything reads `window.localStorage`. */
function storageOf(property: 'localStorage' | 'sessionStorage'): Storage | undefined {
  try {
    return inject(DOCUMENT).defaultView?.[property] ?? undefined;
  } catch {
    return undefined;
  }
}

/** `localStorage`, or `undefined` where there is none. */
export const LOCAL_STORAGE = new InjectionToken<Storage | undefined>(
  'ngx-calendar-sync local storage',
  { providedIn: 'root', factory: () => storageOf('localStorage') },
);

/** `sessionStorage`, or `undefined` where there is none. */
export const SESSION_STORAGE = new InjectionToken<Storage | undefined>(
  'ngx-calendar-sync session storage',
  { providedIn: 'root', factory: () => storageOf('sessionStorage') },
);

/**
 * A JSON value under one key. If the storage is full, forbidden or absent, nothing is stored and nothing is thrown:
 * what is kept here only makes the next visit easier.
 */
export class StoredValue<V> {
  constructor(
    private readonly storage: Storage | undefined,
    private readonly key: string,
    private readonly isValid: (value: unknown) => value is V,
  ) {}

  /** `undefined` if there is no value, or not a valid one. */
  read(): V | undefined {
    try {
      const value: unknown = JSON.parse(this.storage?.getItem(this.key) ?? 'null');
      return this.isValid(value) ? value : undefined;
    } catch {
      return undefined;
    }
  }

  /** @param value `undefined` removes it. */
  write(value: V | undefined): void {
    try {
      if (value === undefined) {
        this.storage?.removeItem(this.key);
      } else {
        this.storage?.setItem(this.key, JSON.stringify(value));
      }
    } catch {
      // The value is lost, as the description of the class says.
    }
  }
}

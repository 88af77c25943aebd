import { DOCUMENT } from '@angular/common';
import { inject, InjectionToken } from '@angular/core';

/** Some browsers throw on the very question whether there is storage. */
function storage(which: 'localStorage' | 'sessionStorage'): Storage | undefined {
  try {
    return inject(DOCUMENT).defaultView?.[which] ?? undefined;
  } catch {
    return undefined;
  }
}

/** What outlives the tab. */
export const LOCAL_STORAGE = new InjectionToken<Storage | undefined>(
  'ngx-calendar-sync local storage',
  { providedIn: 'root', factory: () => storage('localStorage') },
);

/** What lives as long as the tab. */
export const SESSION_STORAGE = new InjectionToken<Storage | undefined>(
  'ngx-calendar-sync session storage',
  { providedIn: 'root', factory: () => storage('sessionStorage') },
);

/** One value under one key. Storage that is full, closed or not there forgets, and fails nobody. */
export class StoredValue<V> {
  constructor(
    private readonly storage: Storage | undefined,
    private readonly key: string,
    private readonly isValid: (value: unknown) => value is V,
  ) {}

  read(): V | undefined {
    try {
      const value: unknown = JSON.parse(this.storage?.getItem(this.key) ?? 'null');
      return this.isValid(value) ? value : undefined;
    } catch {
      return undefined;
    }
  }

  write(value: V | undefined): void {
    try {
      if (value === undefined) {
        this.storage?.removeItem(this.key);
      } else {
        this.storage?.setItem(this.key, JSON.stringify(value));
      }
    } catch {
      // Forgotten, then.
    }
  }
}

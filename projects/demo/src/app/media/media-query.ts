import { DestroyRef, inject, type Signal, signal } from '@angular/core';

/** Whether a media query holds, live; never where the browser has none. To be called in an injection context. */
export function mediaQuery(query: string): Signal<boolean> {
  const { matchMedia } = window as Partial<Window>;
  const list = matchMedia?.call(window, query);
  const matches = signal(list?.matches ?? false);
  const follow = (event: MediaQueryListEvent) => {
    matches.set(event.matches);
  };
  list?.addEventListener('change', follow);
  inject(DestroyRef).onDestroy(() => {
    list?.removeEventListener('change', follow);
  });
  return matches.asReadonly();
}

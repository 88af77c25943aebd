import { DestroyRef, inject, type Signal, signal } from '@angular/core';

/** Whether a media query matches, kept up to date; false in a browser without `matchMedia`. Needs an injection context. */
export function mediaQuery(query: string): Signal<boolean> {
  const { matchMedia } = window as Partial<Window>;
  const list = matchMedia?.call(window, query);
  const matches = signal(list?.matches ?? false);
  const update = (event: MediaQueryListEvent) => {
    matches.set(event.matches);
  };
  list?.addEventListener('change', update);
  inject(DestroyRef).onDestroy(() => {
    list?.removeEventListener('change', update);
  });
  return matches.asReadonly();
}

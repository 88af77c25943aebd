import { DestroyRef, inject, type Signal, signal } from '@angular/core';

/** Whether a media query holds, live. To be called in an injection context. */
export function mediaQuery(query: string): Signal<boolean> {
  const list = window.matchMedia(query);
  const matches = signal(list.matches);
  const follow = (event: MediaQueryListEvent) => {
    matches.set(event.matches);
  };
  list.addEventListener('change', follow);
  inject(DestroyRef).onDestroy(() => {
    list.removeEventListener('change', follow);
  });
  return matches.asReadonly();
}

import { afterNextRender, DOCUMENT, inject, Injector } from '@angular/core';

/**
 * For buttons that are gone once what they start has been done: after that, the focus goes to another element and so stays in
 * the page. Call it where `inject` can be called.
 */
export function focusKeeper(
  fallback: () => HTMLElement | null,
): (attempt: Promise<unknown>) => Promise<void> {
  const document = inject(DOCUMENT);
  const injector = inject(Injector);
  return async (attempt) => {
    await attempt;
    afterNextRender(
      () => {
        if (document.activeElement === document.body) {
          fallback()?.focus();
        }
      },
      { injector },
    );
  };
}

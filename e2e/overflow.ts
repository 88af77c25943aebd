import type { Page } from '@playwright/test';

/** The page and its open dialogs, as far as they are wider than there is room: by how many pixels. */
export async function tooWide(page: Page): Promise<readonly string[]> {
  return page
    .locator('html, dialog[open]')
    .evaluateAll((elements) =>
      elements
        .filter(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth)
        .map(
          ({ localName, scrollWidth, clientWidth }) =>
            `${localName}: ${scrollWidth - clientWidth} px`,
        ),
    );
}

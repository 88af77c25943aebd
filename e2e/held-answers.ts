import type { Page } from '@playwright/test';

/**
 * Sends the page's requests to `url` at once and keeps their answers from the page, so that a test can look at it while
 * it waits for Google.
 *
 * @returns a function that gives the page the answers so far, and from then on each answer as soon as it comes
 */
export async function holdAnswers(page: Page, url: string): Promise<() => void> {
  let release: () => void = () => undefined;
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route(url, async (route) => {
    const response = await route.fetch();
    await released;
    // A request that Playwright sends has no `Origin`, so that its answer does not allow the page to read it.
    const { origin } = new URL(page.url());
    const headers = { ...response.headers(), 'access-control-allow-origin': origin };
    await route.fulfill({ response, headers });
  });
  return release;
}

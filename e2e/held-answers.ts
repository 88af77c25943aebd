import type { Page, Route } from '@playwright/test';

/**
 * Sends the page's requests to `url` at once and keeps their answers from the page, so that a test can look at it while
 * it waits for Google.
 *
 * @returns a function that gives the page these answers; later requests are not held any more
 */
export async function holdAnswers(page: Page, url: string): Promise<() => Promise<void>> {
  let isReleased = false;
  let release: () => void = () => undefined;
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  const answers: Promise<void>[] = [];
  const hold = async (route: Route) => {
    const response = await route.fetch();
    await released;
    // A request that Playwright sends has no `Origin`, so that its answer does not allow the page to read it.
    const { origin } = new URL(page.url());
    const headers = { ...response.headers(), 'access-control-allow-origin': origin };
    await route.fulfill({ response, headers });
  };
  await page.route(url, (route) => {
    if (isReleased) {
      return route.fallback();
    }
    const answer = hold(route);
    answers.push(answer);
    return answer;
  });
  return async () => {
    isReleased = true;
    release();
    // Awaited, because an answer that is still given when the test ends would fail it.
    await Promise.all(answers);
  };
}

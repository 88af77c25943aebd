import type { BrowserContext } from '@playwright/test';
import type { DemoPage } from './pages/demo-page';

/** Makes every request of a browser fail except those for the app's own files: an app needs a service worker to load these offline. */
export async function goOffline(context: BrowserContext, demoUrl: string): Promise<void> {
  await context.route(
    (url) => url.origin !== new URL(demoUrl).origin,
    (route) => route.abort('internetdisconnected'),
  );
}

/** Lets requests through again, and tells the page so, as the browser does. */
export async function goOnline({ page }: DemoPage): Promise<void> {
  await page.context().unrouteAll();
  await page.evaluate(() => dispatchEvent(new Event('online')));
}

/**
 * Closes a tab whose requests are being held back, as by {@link goOffline}. Chromium lets them go when their page is closed: the
 * page is left first, which ends them.
 */
export async function closeHeldBack({ page }: DemoPage): Promise<void> {
  await page.goto('about:blank');
  await page.close();
}

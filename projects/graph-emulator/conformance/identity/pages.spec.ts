import {
  type Browser,
  type BrowserContext,
  expect as expectSoon,
  type Page,
} from '@playwright/test';
import type { Server } from 'node:http';
import { axeViolations } from '../../../../scripts/axe.mjs';
import {
  close,
  portOf,
  serve,
  startIdentity,
  type IdentityServer,
} from './testing/identity-server.ts';
import { launchBrowser } from './testing/msal-browser.ts';
import { ADA, ANY_PAGE, BEN } from './testing/small-directory.ts';
import { SCOPE, TestApp } from './testing/test-app.ts';

/** Of a navigation that never ends; long enough for a busy machine. */
const NAVIGATION_TIMEOUT_MS = 60_000;

describe('Identity: the pages in a browser', () => {
  let identity: IdentityServer;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  let appServer: Server;
  /** What the app was sent by forms. */
  let posted: string[];
  const app = new TestApp(() => identity.url);

  beforeAll(async () => {
    identity = await startIdentity({ https: true });
    browser = await launchBrowser();
    appServer = await serve((request, response) => {
      request.setEncoding('utf8').on('data', (text: string) => posted.push(text));
      request.on('end', () => {
        response.setHeader('Content-Type', 'text/html').end('<title>The app</title>');
      });
    });
  });
  afterAll(async () => {
    await browser.close();
    await close(appServer);
    await identity.close();
  });
  beforeEach(async () => {
    identity.control.reset();
    context = await browser.newContext({ ignoreHTTPSErrors: true });
    posted = [];
    page = await context.newPage();
  });
  afterEach(() => context.close());

  const appUrl = () => `http://localhost:${portOf(appServer)}/back`;
  const addressOf = (more: Record<string, string> = {}) => {
    const client = { client_id: ANY_PAGE.clientId, redirect_uri: appUrl() };
    const query = new URLSearchParams(app.request({ ...client, ...more }));
    return `${identity.url}/common/oauth2/v2.0/authorize?${query.toString()}`;
  };
  const openAuthorize = (more?: Record<string, string>) => page.goto(addressOf(more));

  /** What axe finds in the light and in the dark colours. */
  async function violations(): Promise<readonly string[]> {
    const found: string[] = [];
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      const broken = await axeViolations(page);
      found.push(...broken.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`)));
    }
    return found;
  }

  /** Waits for the page that a click or an answer leads to: the click itself does not wait for it. */
  const untilTitled = (title: string) =>
    expectSoon(page).toHaveTitle(title, { timeout: NAVIGATION_TIMEOUT_MS });

  /** Each page on the way to a code, by its title. */
  async function expectAccessible(title: string): Promise<void> {
    await untilTitled(title);
    expect(await violations())
      .withContext(title)
      .toEqual([]);
  }

  const press = (name: string) => page.getByRole('button', { name }).click();

  it('pages: axe finds nothing in them, in light and in dark', async () => {
    identity.control.requireSecondFactor(BEN.id);
    identity.control.appointAdministrator(BEN.id);
    await openAuthorize({ login_hint: 'nobody@contoso.example' });
    await press('Next');
    await page.getByRole('alert').waitFor();
    await expectAccessible('Pick an account');
    await press(BEN.name);
    await expectAccessible('Enter password');
    await page.getByLabel('Password').fill('correct horse');
    await press('Sign in');
    await expectAccessible('Approve sign in request');
    await press('Approve');
    await expectAccessible('Permissions requested');

    await openAuthorize({ scope: `${SCOPE} Directory.Read.All`, prompt: 'select_account' });
    await press(ADA.name);
    await expectAccessible('Need admin approval');

    await page.goto(`${identity.url}/common/oauth2/v2.0/logout`);
    await expectAccessible('Pick an account to sign out of');
    await press(BEN.name);
    await expectAccessible('Signed out');

    await openAuthorize({ client_id: 'stranger' });
    await expectAccessible('Sign in: AADSTS700016');
  });

  it('pages: the whole sign-in works by keyboard alone', async () => {
    await openAuthorize();
    const focus = async (name: string) => {
      const isFocused = () =>
        page.evaluate((text) => {
          const { activeElement: element, body } = document;
          if (element === body) {
            return false;
          }
          const label = element instanceof HTMLInputElement ? element.labels?.[0] : element;
          return label?.textContent.includes(text) ?? false;
        }, name);
      for (let presses = 0; !(await isFocused()); presses++) {
        if (presses === 20) {
          throw new Error(`Tab does not reach “${name}”.`);
        }
        await page.keyboard.press('Tab');
      }
    };
    await focus(BEN.name);
    await page.keyboard.press('Enter');
    await untilTitled('Enter password');
    await focus('Password');
    await page.keyboard.type('correct horse');
    await page.keyboard.press('Enter');
    await untilTitled('Permissions requested');
    await focus('Accept');
    await page.keyboard.press('Space');
    await page.waitForURL(`${appUrl()}#code=**`);
  });

  it('pages: Reload and Back are harmless', async () => {
    await openAuthorize();
    await press(BEN.name);
    await untilTitled('Enter password');
    await page.reload();
    expect(await page.title()).toBe('Enter password');
    await page.goBack();
    expect(await page.title()).toBe('Pick an account');
    await press(ADA.name);
    await press('Accept');
    await page.waitForURL(`${appUrl()}#code=**`);
  });

  it('pages: response_mode=form_post sends its form under the page’s own policy', async () => {
    await openAuthorize({ response_mode: 'form_post' });
    await press(ADA.name);
    await press('Accept');
    await page.waitForURL(appUrl());
    expect(posted.join('')).toMatch(/^code=1\.A.*&state=the\+state&session_state=/);
  });

  it('pages: no frame shows them, but prompt=none is answered in one', async () => {
    await page.goto(appUrl());
    const framed = async (more: Record<string, string>) => {
      await page.evaluate(
        (url) =>
          new Promise((resolve) => {
            const frame = document.createElement('iframe');
            frame.src = url;
            frame.onload = resolve;
            document.body.replaceChildren(frame);
          }),
        addressOf(more),
      );
      return page.frames().at(-1)?.url() ?? '';
    };
    expect(await framed({})).toBe('chrome-error://chromewebdata/');
    expect(await framed({ prompt: 'none' })).toContain(`${appUrl()}#error=login_required`);
  });
});

import { expect, test } from '../fixtures';
import { ADA } from '../pages/demo-page';

const SHORT_DELAY_MS = 50;
/** Chromium lets a page open a window for 5 seconds after a gesture. */
const LONGER_THAN_USER_ACTIVATION_MS = 6000;
const BLOCKED_MESSAGE = 'The browser blocked a window of the calendar service.';

/** Makes the app wait before it opens Google's window, as a mistaken `await` in the app would. */
function delayWindow(milliseconds: number): void {
  type Open = (options?: object) => void;
  interface OAuth2 {
    initTokenClient: (config: object) => { requestAccessToken: Open };
  }
  let accounts: { oauth2: OAuth2 } | undefined;
  const google = {
    get accounts() {
      return accounts;
    },
    set accounts(loaded) {
      if (loaded) {
        const { initTokenClient } = loaded.oauth2;
        loaded.oauth2.initTokenClient = (config) => {
          const client = initTokenClient(config);
          const requestAccessToken: Open = (options) => {
            setTimeout(() => {
              client.requestAccessToken(options);
            }, milliseconds);
          };
          return { ...client, requestAccessToken };
        };
      }
      accounts = loaded;
    },
  };
  Object.assign(window, { google });
}

test.describe('popup guard', () => {
  test('the window of the real sign-in opens in the user’s gesture', async ({ demo, popups }) => {
    await demo.signIn(ADA);
    expect(popups.openings).toEqual([{ userActivation: true, inGesture: true }]);
  });

  test.describe('refuses the window and the app says so', () => {
    test.use({ windowsWithoutGesture: 1 });

    test('if the app waits before it opens the window, even briefly', async ({ demo, popups }) => {
      await demo.page.addInitScript(delayWindow, SHORT_DELAY_MS);
      await demo.open();
      await demo.signInButton.click();
      await expect(demo.alert).toContainText(BLOCKED_MESSAGE);
      expect(popups.openings).toEqual([{ userActivation: true, inGesture: false }]);
    });

    test('if the app waits until the browser’s user activation is over', async ({
      demo,
      popups,
    }) => {
      await demo.page.addInitScript(delayWindow, LONGER_THAN_USER_ACTIVATION_MS);
      await demo.open();
      await demo.signInButton.click();
      // The guard's console messages are read instead of the page, because reading the page would make it active again.
      await expect.poll(() => popups.openings).toHaveLength(1);
      expect(popups.openings).toEqual([{ userActivation: false, inGesture: false }]);
      await expect(demo.alert).toContainText(BLOCKED_MESSAGE);
    });
  });
});

import { expect, test } from '../fixtures';
import { ADA } from '../pages/demo-page';

const BLOCKED = 'The browser blocked Google’s sign-in window.';

/** Makes of the app one that awaits something before it opens Google's window. */
function awaitBeforeWindow(milliseconds: number): void {
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

test.describe('The check that windows open within a gesture', () => {
  test('lets the real sign-in pass', async ({ demo, popups }) => {
    await demo.signIn(ADA);
    expect(popups.openings).toEqual([{ userActivation: true, inGesture: true }]);
  });

  test.describe('fails', () => {
    test.use({ strayWindows: 1 });

    test('where the app awaits something first, however short', async ({ demo, popups }) => {
      await demo.page.addInitScript(awaitBeforeWindow, 50);
      await demo.open();
      await demo.signInButton.click();
      await expect(demo.alert).toContainText(BLOCKED);
      expect(popups.openings).toEqual([{ userActivation: true, inGesture: false }]);
    });

    test('where it awaits for longer than any browser allows', async ({ demo, popups }) => {
      await demo.page.addInitScript(awaitBeforeWindow, 6000);
      await demo.open();
      await demo.signInButton.click();
      // Nothing is asked of the page here, which would make it active again.
      await expect.poll(() => popups.openings).toHaveLength(1);
      expect(popups.openings).toEqual([{ userActivation: false, inGesture: false }]);
      await expect(demo.alert).toContainText(BLOCKED);
    });
  });
});

import { expect } from '../fixtures';
import { testFourHours, LAST_MINUTES_OF_TOKEN_MS } from '../four-hours';

testFourHours({
  name: 'tokens in Google’s window',
  signIn: (demo, email) => demo.signIn(email),
  // Each token comes through a window of its own.
  countTokens: ({ popups }) => Promise.resolve(popups.openings.length),
  renewalPath: '/o/oauth2/v2/auth',
  beginRenewal: async ({ page, signInAgainButton }, { popups, jump }) => {
    await jump(LAST_MINUTES_OF_TOKEN_MS);
    const opened = popups.openings.length;
    await signInAgainButton.click();
    await expect.poll(() => popups.openings).toHaveLength(opened + 1);
    return page;
  },
  needsWindow: true,
});

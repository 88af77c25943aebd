import { expect } from '../fixtures';
import { fourHoursPass, UNTIL_RENEWED } from '../four-hours';

fourHoursPass({
  signIn: (demo, email) => demo.signIn(email),
  // Each by a window.
  tokens: ({ popups }) => Promise.resolve(popups.openings.length),
  slow: '/o/oauth2/v2/auth',
  beginRenewal: async ({ page, signInAgainButton }, { popups, jump }) => {
    await jump(UNTIL_RENEWED);
    const opened = popups.openings.length;
    await signInAgainButton.click();
    await expect.poll(() => popups.openings).toHaveLength(opened + 1);
    return page;
  },
  asks: true,
});

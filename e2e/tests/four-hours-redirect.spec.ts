import { test } from '../fixtures';
import { RENEWAL_BY_SERVER, testFourHours } from '../four-hours';

test.use({ auth: 'redirect' });

testFourHours({
  ...RENEWAL_BY_SERVER,
  name: 'tokens by a redirect to a token server',
  signIn: (demo, email) => demo.signInByRedirect(email),
});

import { test } from '../fixtures';
import { RENEWAL_BY_SERVER, testFourHours } from '../four-hours';

test.use({ auth: 'server', tokenMode: 'sealed' });

testFourHours({
  ...RENEWAL_BY_SERVER,
  name: 'tokens by a token server with sealed refresh tokens',
  signIn: (demo, email) => demo.signIn(email),
});

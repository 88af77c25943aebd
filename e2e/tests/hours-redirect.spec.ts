import { test } from '../fixtures';
import { byServer, fourHoursPass } from '../four-hours';

test.use({ auth: 'redirect' });

fourHoursPass({ ...byServer, signIn: (demo, email) => demo.signInByRedirect(email) });

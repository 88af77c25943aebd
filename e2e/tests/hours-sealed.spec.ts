import { test } from '../fixtures';
import { byServer, fourHoursPass } from '../four-hours';

test.use({ auth: 'server', tokenMode: 'sealed' });

fourHoursPass({ ...byServer, signIn: (demo, email) => demo.signIn(email) });

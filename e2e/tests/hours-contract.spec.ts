import { test } from '../fixtures';
import { byServer, fourHoursPass } from '../four-hours';

test.use({ auth: 'server', tokenMode: 'contract' });

fourHoursPass({ ...byServer, signIn: (demo, email) => demo.signIn(email) });

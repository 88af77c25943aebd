// Runs the conformance suite against Google itself: what fails there is where the emulator is wrong.
// With GOOGLE_ADDRESS it runs against whatever stands for all of Google there, such as another emulator.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const NEEDED = {
  GOOGLE_CLIENT_ID: 'an OAuth client of the type "web application" or "desktop app"',
  GOOGLE_CLIENT_SECRET: 'its secret',
  GOOGLE_REFRESH_TOKEN:
    'a refresh token of a test account for that client, with the scopes\n' +
    '    https://www.googleapis.com/auth/calendar openid email profile',
};

const missing = Object.keys(NEEDED).filter((name) => !process.env[name]);
if (missing.length > 0) {
  console.error(`verify:google runs the conformance suite against Google Calendar. Not set: ${missing.join(', ')}.

Set in the environment:
${Object.entries(NEEDED)
  .map(([name, what]) => `  ${name}\n    ${what}`)
  .join('\n')}

The OAuth 2.0 Playground (https://developers.google.com/oauthplayground, its gear icon, "Use your own OAuth
credentials") gives such a refresh token. Use an account that holds nothing of worth: the suite makes calendars of its
own and deletes them again, and puts one event into the primary calendar, which it deletes too.`);
  process.exit(2);
}

const packageRoot = fileURLToPath(new URL('..', import.meta.url));
const jasmine = fileURLToPath(new URL('../bin/jasmine.js', import.meta.resolve('jasmine')));
const { status } = spawnSync(
  process.execPath,
  [
    '--import',
    'tsx',
    jasmine,
    '--config=jasmine.json',
    '--random=false',
    'src/conformance/*.spec.ts',
  ],
  {
    cwd: packageRoot,
    stdio: 'inherit',
    env: { ...process.env, CONFORMANCE_TARGET: 'google' },
  },
);
process.exitCode = status ?? 1;

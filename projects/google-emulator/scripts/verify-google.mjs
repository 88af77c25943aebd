// Runs the conformance suite against Google: a spec that fails there shows where the emulator differs from Google.
// With GOOGLE_ADDRESS it runs against another server that replaces all of Google's addresses, such as an emulator.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const REQUIRED_VARIABLES = {
  GOOGLE_CLIENT_ID: 'an OAuth client of the type "web application" or "desktop app"',
  GOOGLE_CLIENT_SECRET: 'its secret',
  GOOGLE_REFRESH_TOKEN:
    'a refresh token of a test account for that client, with the scopes\n' +
    '    https://www.googleapis.com/auth/calendar openid email profile',
};

const missing = Object.keys(REQUIRED_VARIABLES).filter((name) => !process.env[name]);
if (missing.length > 0) {
  console.error(`verify:google runs the conformance suite against Google Calendar. Not set: ${missing.join(', ')}.

Set in the environment:
${Object.entries(REQUIRED_VARIABLES)
  .map(([name, what]) => `  ${name}\n    ${what}`)
  .join('\n')}

The OAuth 2.0 Playground (https://developers.google.com/oauthplayground, its gear icon, "Use your own OAuth
credentials") issues such a refresh token. Use an account without important data: the suite creates calendars of its own
and one event in the primary calendar, and deletes them again.`);
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

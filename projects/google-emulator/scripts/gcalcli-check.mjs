// Runs Debian's gcalcli against the emulator: lists, adds, searches and deletes events, and checks what gcalcli prints.
// Needs gcalcli (apt-get install gcalcli) and the Python that it is installed for.
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath, URLSearchParams } from 'node:url';

const PYTHON = process.env.PYTHON ?? '/usr/bin/python3';
const CLIENT = { id: 'emulator.apps.googleusercontent.com', secret: 'emulator-client-secret' };
const REDIRECT_URI = 'http://localhost:9/';
const ADA = 'ada@example.com';
const DAY_MS = 86_400_000;

const member = (accessRole) => [{ email: ADA, accessRole, primary: accessRole === 'owner' }];
const SEED = {
  users: [{ email: ADA, name: 'Ada Meyer', timeZone: 'UTC', locale: 'en-GB' }],
  calendars: [
    { id: ADA, summary: ADA, timeZone: 'UTC', members: member('owner'), events: [] },
    { id: 'h@x.test', summary: 'Feasts', timeZone: 'UTC', members: member('reader'), events: [] },
  ],
};

/** A date three months ahead of this machine's clock: gcalcli lists events from today on. */
const dateIn = (offset) => new Date(Date.now() + (90 + offset) * DAY_MS).toISOString().slice(0, 10);

/** Each command of gcalcli with the patterns that its output must match. `_` stands for a space within a word. */
const STEPS = [
  ['list', [/owner\s+ada@example\.com/, /reader\s+Feasts/]],
  [
    `--calendar ${ADA} add --title Dentist --where Street --when ${dateIn(1)}T10:00 --duration 45 --description Card --reminder 30m --noprompt`,
    [],
  ],
  [
    `--calendar ${ADA} add --title Journey --when ${dateIn(3)} --allday --duration 2 --noprompt`,
    [],
  ],
  [`agenda ${dateIn(0)} ${dateIn(6)}`, [/10:00(am)?\s+Dentist/, /Journey/]],
  ['search dentist --details all', [/Dentist/, /Location:\s*Street/, /Card/, /Length:\s*0:45/]],
  [`calw ${dateIn(1)} 2`, [/10:00/, /Dentist/, /Journey/]],
  [`--calendar ${ADA} quick Lunch_tomorrow_at_12:30`, []],
  ['search lunch', [/12:30(pm)?\s+Lunch/]],
  ['delete --iamaexpert dentist', [/Dentist/, /Deleted!/]],
  ['search dentist', [/No Events Found/]],
  ['search journey', [/Journey/]],
];

const installed = spawnSync(PYTHON, ['-c', 'import gcalcli; print(gcalcli.__version__)'], {
  encoding: 'utf8',
});
if (installed.status !== 0) {
  console.error(`gcalcli is not installed for ${PYTHON}, so nothing was checked.
Install it (Debian: apt-get install gcalcli), or name the Python that has it in PYTHON.`);
  process.exit(2);
}

const folder = mkdtempSync(join(tmpdir(), 'gcalcli-check-'));
const emulator = await startEmulator();
try {
  const refreshToken = await signIn(emulator.url);
  await control('clearRequests', 'POST');
  console.log(`gcalcli ${installed.stdout.trim()} against ${emulator.url}`);
  const failed = STEPS.filter(
    ([command, expected]) => !runCommand(refreshToken, command, expected),
  );
  console.log(`\nRequests of gcalcli:\n${await summary()}`);
  if (failed.length > 0) {
    console.error(`\n${failed.length} of ${STEPS.length} commands did not do what they should.`);
    process.exitCode = 1;
  }
} finally {
  emulator.process.kill();
  rmSync(folder, { recursive: true });
}

async function startEmulator() {
  const seed = join(folder, 'seed.json');
  writeFileSync(seed, JSON.stringify(SEED));
  const bin = fileURLToPath(new URL('../bin/google-calendar-emulator.mjs', import.meta.url));
  const child = spawn(process.execPath, [bin, '--port', '0', '--seed', seed], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  for await (const line of createInterface({ input: child.stdout })) {
    const url = /listening on (\S+)/.exec(line)?.[1];
    if (url) {
      return { process: child, url };
    }
  }
  throw new Error('The emulator did not start.');
}

/** Goes through the sign-in pages as a user would. Resolves with a refresh token. */
async function signIn(url) {
  const authorize = new URL('/o/oauth2/v2/auth', url);
  const scope = 'https://www.googleapis.com/auth/calendar';
  const request = {
    client_id: CLIENT.id,
    redirect_uri: REDIRECT_URI,
    scope,
    response_type: 'code',
  };
  authorize.search = `${new URLSearchParams({ ...request, access_type: 'offline', login_hint: ADA })}`;
  const page = await (await fetch(authorize)).text();
  const answer = await fetch(new URL('/o/oauth2/v2/auth/consent', url), {
    method: 'POST',
    redirect: 'manual',
    body: new URLSearchParams({
      request: /name="request" value="([^"]*)"/.exec(page)?.[1] ?? '',
      decision: 'allow',
      scope,
    }),
  });
  const code = new URL(answer.headers.get('Location')).searchParams.get('code');
  const tokens = await fetch(new URL('/token', url), {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'authorization_code',
      client_id: CLIENT.id,
      client_secret: CLIENT.secret,
      redirect_uri: REDIRECT_URI,
      code,
    }),
  });
  return (await tokens.json()).refresh_token;
}

function runCommand(refreshToken, command, expected) {
  const args = command.split(' ').map((word) => word.replaceAll('_', ' '));
  const launcher = fileURLToPath(new URL('gcalcli-launcher.py', import.meta.url));
  const options = ['--config-folder', folder, '--nocache', '--nocolor', '--lineart', 'ascii'];
  const { stdout, stderr, status } = spawnSync(PYTHON, [launcher, ...options, ...args], {
    encoding: 'utf8',
    env: {
      ...process.env,
      TZ: 'UTC',
      HOME: folder,
      PYTHONWARNINGS: 'ignore',
      EMULATOR_URL: emulator.url,
      EMULATOR_CLIENT_ID: CLIENT.id,
      EMULATOR_CLIENT_SECRET: CLIENT.secret,
      EMULATOR_REFRESH_TOKEN: refreshToken,
    },
  });
  const isRight = status === 0 && expected.every((pattern) => pattern.test(stdout));
  console.log(`\n${isRight ? 'ok' : 'NOT OK'}  gcalcli ${args.join(' ')}`);
  console.log(`${stdout}${isRight ? '' : stderr}`.trim().replaceAll(/^/gm, '    '));
  return isRight;
}

async function summary() {
  const counts = new Map();
  for (const { method, path, status } of await control('requests', 'GET')) {
    const line = `${method} ${path} ${status}`;
    counts.set(line, (counts.get(line) ?? 0) + 1);
  }
  return [...counts].map(([line, count]) => `  ${count} x ${line}`).join('\n');
}

async function control(action, method) {
  return (await fetch(new URL(`/_emulator/${action}`, emulator.url), { method })).json();
}

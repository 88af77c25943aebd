import { execFile } from 'node:child_process';
import { rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { TokenMode } from '../options.ts';
import { startChild, type Child } from '../testing/child.ts';
import { freePort } from '../testing/free-port.ts';

/** One of the token servers that implement the same contract, in whatever language. */
export interface Implementation {
  readonly name: string;
  readonly mode: TokenMode;
  /** The path in front of its endpoints; empty if there is none. */
  readonly path: string;
  start(environment: Readonly<Record<string, string>>): Promise<Child>;
}

const run = promisify(execFile);
const fileBesideThis = (path: string) => fileURLToPath(new URL(path, import.meta.url));

const BIN = fileBesideThis('../../bin/google-calendar-token-server.mjs');
const EXPRESS_APP = fileBesideThis('../testing/express-app.ts');
const PHP_SOURCE = fileBesideThis('../../../../examples/php/index.php');
const CSHARP_SOURCE = fileBesideThis('../../../../examples/csharp/Server.cs');

const SESSION_SECRET = 'a secret of the specs that is long enough';

function nodeServer(mode: TokenMode): Implementation {
  return {
    name: `Node, ${mode}`,
    mode,
    path: '',
    start: (environment) =>
      startChild(process.execPath, [BIN], {
        TOKEN_MODE: mode,
        SESSION_SECRETS: SESSION_SECRET,
        PORT: '0',
        ...environment,
      }),
  };
}

const EXPRESS: Implementation = {
  name: 'mounted in Express',
  mode: 'contract',
  path: '/api/google',
  start: (environment) =>
    startChild(process.execPath, ['--import', import.meta.resolve('tsx'), EXPRESS_APP], {
      TOKEN_MODE: 'contract',
      PORT: '0',
      ...environment,
    }),
};

const PHP: Implementation = {
  name: 'PHP',
  mode: 'contract',
  path: '',
  start: async (environment) => {
    const address = `localhost:${await freePort()}`;
    return startChild(
      'php',
      ['-S', address, PHP_SOURCE],
      environment,
      /\((http:\/\/\S+)\) started/,
    );
  },
};

const CSHARP: Implementation = {
  name: 'C#',
  mode: 'contract',
  path: '',
  start: async (environment) =>
    startChild('mono', [await compiledCsharp()], {
      PORT: String(await freePort()),
      ...environment,
    }),
};

let compilation: Promise<string> | undefined;

/** Compiles the server once for all specs; its folder is removed when this process exits. */
function compiledCsharp(): Promise<string> {
  compilation ??= (async () => {
    const folder = await mkdtemp(join(tmpdir(), 'token-server-'));
    process.once('exit', () => {
      rmSync(folder, { recursive: true });
    });
    const program = join(folder, 'server.exe');
    await run('mcs', ['-warnaserror', '-r:System.Net.Http.dll', `-out:${program}`, CSHARP_SOURCE]);
    return program;
  })();
  return compilation;
}

async function areInstalled(...commands: string[]): Promise<boolean> {
  try {
    await Promise.all(commands.map((command) => run(command, ['--version'])));
    return true;
  } catch {
    return false;
  }
}

async function findImplementations(): Promise<readonly Implementation[]> {
  const nodeServers = [nodeServer('contract'), nodeServer('sealed'), EXPRESS];
  const found = [
    ...nodeServers,
    ...((await areInstalled('php')) ? [PHP] : []),
    ...((await areInstalled('mcs', 'mono')) ? [CSHARP] : []),
  ];
  const missing = [PHP, CSHARP].filter((each) => !found.includes(each)).map(({ name }) => name);
  const names = found.map(({ name }) => name).join('; ');
  const without = missing.length > 0 ? ` (not installed here: ${missing.join('; ')})` : '';
  process.stdout.write(`The contract test runs against: ${names}${without}\n`);
  return found;
}

/** The implementations that can run on this machine. */
export const IMPLEMENTATIONS = await findImplementations();

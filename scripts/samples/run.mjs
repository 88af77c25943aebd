import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const BIN_FOLDER = join(
  dirname(dirname(dirname(fileURLToPath(import.meta.url)))),
  'node_modules/.bin',
);

/** Runs a command of this workspace. The error of a command that fails has its output. */
export async function run(cwd, command, ...args) {
  const child = spawn(command, args, {
    cwd,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...process.env,
      PATH: BIN_FOLDER + delimiter + process.env.PATH,
      NG_CLI_ANALYTICS: 'false',
      NO_COLOR: '1',
    },
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text) => (output += text));
  }
  const [code] = await once(child, 'close');
  if (code !== 0) {
    throw new Error(`${command} ${args.join(' ')}\n${output}`);
  }
}

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { delimiter } from 'node:path';
import { stripVTControlCharacters } from 'node:util';

/**
 * Runs a command outside of this repository.
 *
 * @param {string} cwd
 * @param {readonly string[]} command the program and its arguments
 * @param {{binFolders?: readonly string[]}} [options] folders that come first on the PATH
 * @returns {Promise<string>} what it printed; the error of a command that fails has the end of that
 */
export async function runIn(cwd, [program, ...args], { binFolders = [] } = {}) {
  const child = spawn(program, args, {
    cwd,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: environment(binFolders),
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text) => (output += text));
  }
  const [code] = await once(child, 'close');
  output = stripVTControlCharacters(output);
  if (code !== 0) {
    throw new Error(`${program} ${args.join(' ')} ended with ${code}\n${output.slice(-4000)}`);
  }
  return output;
}

/** The environment without what npm sets for scripts of this workspace, which would change the npm of an app. */
export function environment(binFolders) {
  const inherited = Object.entries(process.env).filter(
    ([name]) => !/^npm_(config_local_prefix|package|lifecycle)/.test(name),
  );
  return {
    ...Object.fromEntries(inherited),
    PATH: [...binFolders, process.env.PATH].join(delimiter),
    NG_CLI_ANALYTICS: 'false',
    NO_COLOR: '1',
    npm_config_audit: 'false',
    npm_config_fund: 'false',
    npm_config_prefer_offline: 'true',
  };
}

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { stripVTControlCharacters } from 'node:util';
import { environment } from './commands.mjs';

/** The command of util-linux that runs another one in a pseudo-terminal; other systems have another `script`, or none. */
export const HAS_TERMINAL = process.platform === 'linux';

/**
 * Runs a command in a pseudo-terminal, and answers its questions as a person does: each when it is on the screen.
 *
 * @param {string} cwd
 * @param {string} command a line of the shell
 * @param {readonly (readonly [question: string, keys: string])[]} answers in the order in which the questions come
 * @param {{binFolders?: readonly string[]}} [options] folders that come first on the PATH
 * @returns {Promise<string>} what was on the screen, without colours
 * @throws if the command fails, or ends before it has asked everything
 */
export async function runInTerminal(cwd, command, answers, { binFolders = [] } = {}) {
  // A terminal of no columns, as it is without this, shows nothing.
  const line = `stty cols 120 rows 40; ${command}`;
  const child = spawn('script', ['--quiet', '--return', '--command', line, '/dev/null'], {
    cwd,
    stdio: ['pipe', 'pipe', 'inherit'],
    env: environment(binFolders),
  });
  const left = [...answers];
  let screen = '';
  let answered = 0;
  child.stdout.setEncoding('utf8').on('data', (text) => {
    screen += text;
    const [question, keys] = left[0] ?? [];
    const shown = stripVTControlCharacters(screen);
    if (question !== undefined && shown.includes(question, answered)) {
      answered = shown.length;
      left.shift();
      child.stdin.write(keys);
    }
  });
  const [code] = await once(child, 'close');
  const shown = stripVTControlCharacters(screen);
  if (code !== 0 || left.length > 0) {
    const missing = left.map(([question]) => `\nIt has not asked: ${question}`).join('');
    throw new Error(`${command} ended with ${code}\n${shown.slice(-4000)}${missing}`);
  }
  return shown;
}

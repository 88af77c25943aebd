import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));

/**
 * Starts a server of the workspace as a child process, which is ended together with this process.
 *
 * @param {{bin: string, args?: readonly string[], env?: Record<string, string>, onLine?: (line: string) => void}}
 *   options `bin` is the path of its command in the repository
 * @returns {Promise<{url: string, close(): Promise<void>}>} resolves when the server listens
 */
export async function startServer({ bin, args = [], env = {}, onLine = () => undefined }) {
  const child = spawn(process.execPath, [join(ROOT, bin), ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, ...env },
  });
  const exited = once(child, 'exit');
  const kill = () => child.kill();
  process.once('exit', kill);
  void exited.then(() => process.off('exit', kill));

  const url = await new Promise((resolve, reject) => {
    void exited.then(([code]) => reject(new Error(`${bin} ended with code ${code}.`)));
    createInterface(child.stdout).on('line', (line) => {
      onLine(line);
      const listening = /listening on (\S+)/.exec(line)?.[1];
      if (listening) {
        resolve(listening);
      }
    });
  });
  // The child must not keep this process alive: when its own work is done, it exits and kills the child.
  child.unref();
  child.stdout.unref();
  return {
    url,
    close: async () => {
      // Referenced again, so that Node does not exit while the end of the child is awaited.
      child.ref();
      kill();
      await exited;
    },
  };
}

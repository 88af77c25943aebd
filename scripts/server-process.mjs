import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));

/**
 * Starts a server of the workspace as a process of its own, which ends with this one.
 *
 * @param {{bin: string, args?: readonly string[], env?: Record<string, string>, onLine?: (line: string) => void}}
 *   options `bin` is its path from the root
 * @returns {Promise<{url: string, close(): Promise<void>}>} once it listens
 */
export async function startServer({ bin, args = [], env = {}, onLine = () => undefined }) {
  const child = spawn(process.execPath, [join(root, bin), ...args], {
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
  // What starts a server ends when its own work is done, and takes the server with it.
  child.unref();
  child.stdout.unref();
  return {
    url,
    close: async () => {
      // Its end is waited for: without this Node would leave before, since nothing else keeps it.
      child.ref();
      kill();
      await exited;
    },
  };
}

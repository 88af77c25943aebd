import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const bin = join(root, 'projects/google-emulator/bin/google-calendar-emulator.mjs');

/**
 * Starts the emulator as a process of its own, which ends with this one.
 *
 * @param {{port: number, seeds?: readonly string[], now?: string, controlOrigin?: string,
 *   onLine?: (line: string) => void}} options
 *   port 0 takes a free one; `now` is the start of its clock, ISO 8601
 * @returns {Promise<{url: string, close(): Promise<void>}>}
 */
export async function startEmulator({
  port,
  seeds = [],
  now,
  controlOrigin,
  onLine = () => undefined,
}) {
  const child = spawn(
    process.execPath,
    [
      bin,
      `--port=${port}`,
      ...seeds.map((seed) => `--seed=${seed}`),
      ...(now ? [`--now=${now}`] : []),
      ...(controlOrigin ? [`--control-origin=${controlOrigin}`] : []),
    ],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const exited = once(child, 'exit');
  const kill = () => child.kill();
  process.once('exit', kill);
  void exited.then(() => process.off('exit', kill));

  const url = await new Promise((resolve, reject) => {
    void exited.then(([code]) => reject(new Error(`The emulator ended with code ${code}.`)));
    createInterface(child.stdout).on('line', (line) => {
      onLine(line);
      const listening = /listening on (\S+)/.exec(line)?.[1];
      if (listening) resolve(listening);
    });
  });
  // What starts the emulator ends when its own work is done, and takes the emulator with it.
  child.unref();
  child.stdout.unref();
  return {
    url,
    close: async () => {
      kill();
      await exited;
    },
  };
}

/** What an app has to know to take the emulator for Google. */
export function emulatorConfig(url) {
  return {
    clientId: 'emulator.apps.googleusercontent.com',
    apiKey: 'emulator-api-key',
    endpoints: {
      gis: `${url}/gsi/client`,
      api: `${url}/calendar/v3`,
      userinfo: `${url}/v1/userinfo`,
    },
  };
}

import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';

/** A server in a process of its own. */
export interface Child {
  readonly url: string;
  readonly process: ChildProcess;
  /** All that it said so far, on both channels. */
  output(): string;
  stop(): Promise<void>;
}

const READY = /listening on (http:\/\/\S+)/;
const READY_WITHIN_MS = 30_000;

/**
 * @param environment Added to this process's.
 * @param ready What it says then, with its URL as the first group.
 */
export async function startChild(
  command: string,
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
  ready = READY,
): Promise<Child> {
  const child = spawn(command, args, {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...environment },
  });
  let output = '';
  const address = new Promise<string>((resolve, reject) => {
    const read = (chunk: Buffer) => {
      output += chunk.toString();
      const url = ready.exec(output)?.[1];
      if (url !== undefined) {
        resolve(url);
      }
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    child.once('error', reject);
    child.once('exit', () => {
      reject(new Error(`${command} ended before it was ready:\n${output}`));
    });
    setTimeout(() => {
      reject(new Error(`${command} was not ready in time:\n${output}`));
    }, READY_WITHIN_MS).unref();
  });
  try {
    const url = await address;
    return { url, process: child, output: () => output, stop: () => end(child) };
  } catch (error) {
    child.kill('SIGKILL');
    throw error;
  }
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) {
    const exit = once(child, 'exit');
    child.kill('SIGKILL');
    await exit;
  }
}

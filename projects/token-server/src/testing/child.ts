import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';

/** A server that runs as a child process. */
export interface Child {
  readonly url: string;
  readonly process: ChildProcess;
  /** Everything that it has written to stdout and stderr so far. */
  output(): string;
  stop(): Promise<void>;
}

const READY_LINE = /listening on (http:\/\/\S+)/;
const START_TIMEOUT_MS = 30_000;

/**
 * Starts a server and resolves when it listens.
 *
 * @param environment Variables in addition to those of this process.
 * @param readyLine Matches what the server writes when it listens; the first group is its URL.
 */
export async function startChild(
  command: string,
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
  readyLine = READY_LINE,
): Promise<Child> {
  const child = spawn(command, args, {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...environment },
  });
  let output = '';
  const address = new Promise<string>((resolve, reject) => {
    const read = (chunk: Buffer) => {
      output += chunk.toString();
      const url = readyLine.exec(output)?.[1];
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
    }, START_TIMEOUT_MS).unref();
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

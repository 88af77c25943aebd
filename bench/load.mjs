import { spawn } from 'node:child_process';

/** Counts until its parent is gone, so that no loop outlives a bench that was killed. */
const BUSY_LOOP = `
  const parent = process.ppid;
  while (process.ppid === parent) {
    for (let count = 0; count < 1e8; count += 1);
  }`;

/** Starts processes that keep a core busy each, as another program on the machine does. Call `end` to end them. */
export function startLoad(processes) {
  const children = Array.from({ length: processes }, () =>
    spawn(process.execPath, ['--eval', BUSY_LOOP], { stdio: 'ignore' }),
  );
  return { end: () => children.forEach((child) => child.kill('SIGKILL')) };
}

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@playwright/test';

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '../..');

test('npm start serves the demo with its Google, says where, and leaves nothing running', async () => {
  test.setTimeout(600_000);
  const ports = [await freePort(), await freePort(), await freePort()] as const;
  const [port, googlePort, tokenPort] = ports;
  const start = spawn(
    process.execPath,
    [
      join(ROOT, 'scripts/start.mjs'),
      `--port=${String(port)}`,
      `--emulator-port=${String(googlePort)}`,
      `--token-server-port=${String(tokenPort)}`,
    ],
    // A process group of its own, in which all that it starts can be counted.
    { cwd: ROOT, detached: true, stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const ended = once(start, 'exit');

  try {
    const said = await linesUntil(start, /Ctrl-C stops it/);
    const demoUrl = `http://localhost:${String(port)}`;
    const googleUrl = `http://localhost:${String(googlePort)}`;
    expect(said).toContain(demoUrl);
    expect(said).toContain(googleUrl);
    expect(said).toContain(`http://localhost:${String(tokenPort)}`);

    const page = await fetch(demoUrl);
    expect(await page.text()).toContain('<app-root');
    const config: unknown = await (await fetch(`${demoUrl}/config.json`)).json();
    expect(config).toMatchObject({ endpoints: { api: `${googleUrl}/calendar/v3` } });
    expect((await fetch(`${googleUrl}/gsi/client`)).status).toBe(200);
    expect(groupLives(start)).toBe(true);

    // To the one process alone, as a supervisor does it; a terminal's Ctrl-C reaches them all.
    start.kill('SIGINT');
    expect(await ended).toEqual([0, null]);
    await expect.poll(() => groupLives(start)).toBe(false);
    for (const each of ports) {
      await expect(canListen(each)).resolves.toBe(true);
    }
  } finally {
    if (groupLives(start)) {
      process.kill(-Number(start.pid), 'SIGKILL');
    }
  }
});

async function linesUntil(child: ChildProcess, last: RegExp): Promise<string> {
  const lines: string[] = [];
  if (child.stdout) {
    for await (const line of createInterface(child.stdout)) {
      lines.push(line);
      if (last.test(line)) {
        return lines.join('\n');
      }
    }
  }
  throw new Error(`npm start ended before it was up:\n${lines.join('\n')}`);
}

/** Whether anything is left of what this process started. */
function groupLives({ pid }: ChildProcess): boolean {
  try {
    process.kill(-Number(pid), 0);
    return true;
  } catch {
    return false;
  }
}

async function canListen(port: number): Promise<boolean> {
  const server = createServer();
  try {
    await once(server.listen(port, 'localhost'), 'listening');
    return true;
  } catch {
    return false;
  } finally {
    server.close();
  }
}

async function freePort(): Promise<number> {
  const server = createServer();
  await once(server.listen(0, 'localhost'), 'listening');
  const address = server.address();
  server.close();
  if (address === null || typeof address === 'string') {
    throw new Error('No port.');
  }
  return address.port;
}

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@playwright/test';
import { freePort } from '../../scripts/free-port.mjs';

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '../..');

test('npm start: prints the addresses of the demo, the emulators and the token server, serves them, and ends all on Ctrl-C', async () => {
  test.setTimeout(600_000);
  const ports = [await freePort(), await freePort(), await freePort(), await freePort()] as const;
  const [port, googlePort, graphPort, tokenPort] = ports;
  const start = spawn(
    process.execPath,
    [
      join(ROOT, 'scripts/start.mjs'),
      `--port=${String(port)}`,
      `--emulator-port=${String(googlePort)}`,
      `--graph-emulator-port=${String(graphPort)}`,
      `--token-server-port=${String(tokenPort)}`,
    ],
    // In a process group of its own, which shows whether a process that it has started still runs.
    { cwd: ROOT, detached: true, stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const exit = once(start, 'exit');

  try {
    const output = await linesUntil(start, /Ctrl-C stops it/);
    const demoUrl = `http://localhost:${String(port)}`;
    const googleUrl = `http://localhost:${String(googlePort)}`;
    expect(output).toContain(demoUrl);
    expect(output).toContain(googleUrl);
    const graphUrl = `http://localhost:${String(graphPort)}`;
    expect(output).toContain(graphUrl);
    expect(output).toContain(`http://localhost:${String(tokenPort)}`);

    const page = await fetch(demoUrl);
    expect(await page.text()).toContain('<app-root');
    const config: unknown = await (await fetch(`${demoUrl}/config.json`)).json();
    expect(config).toMatchObject({
      endpoints: { api: `${googleUrl}/calendar/v3` },
      outlook: { endpoints: { graph: `${graphUrl}/v1.0` } },
    });
    const redirectPage = await fetch(`${demoUrl}/outlook-redirect.html`);
    expect(redirectPage.status).toBe(200);
    expect(page.headers.get('Cross-Origin-Opener-Policy')).toBe('same-origin-allow-popups');
    expect((await fetch(`${googleUrl}/gsi/client`)).status).toBe(200);
    expect(isGroupRunning(start)).toBe(true);

    // Sent to this process alone, as a supervisor does. A terminal's Ctrl-C would reach each process of the group.
    start.kill('SIGINT');
    expect(await exit).toEqual([0, null]);
    await expect.poll(() => isGroupRunning(start)).toBe(false);
    for (const freedPort of ports) {
      await expect(canListen(freedPort)).resolves.toBe(true);
    }
  } finally {
    if (isGroupRunning(start)) {
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

/** Whether a process of the child's group still runs. */
function isGroupRunning({ pid }: ChildProcess): boolean {
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

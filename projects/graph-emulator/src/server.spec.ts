import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { request } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { readCliOptions, UsageError } from './cli-options.ts';
import { createEmulator } from './emulator.ts';

const BIN = fileURLToPath(new URL('../bin/graph-calendar-emulator.mjs', import.meta.url));

/** Status and text of a GET by TLS with a certificate to trust. */
function getByTls(url: string, ca: string): Promise<string> {
  return new Promise((resolve, reject) => {
    request(url, { ca }, (response) => {
      response.resume();
      resolve(`${response.statusCode ?? 0} ${String(response.headers['content-type'])}`);
    })
      .on('error', reject)
      .end();
  });
}

describe('Server', () => {
  it('https: clients that trust its certificate are served, others are not', async () => {
    const emulator = await createEmulator({ https: true });
    expect(emulator.url).toMatch(/^https:/);
    const path = `${emulator.url}/v1.0/me`;
    expect(await getByTls(path, emulator.certificate ?? '')).toContain('401 application/json');
    expect(
      await getByTls(path.replace('localhost', '127.0.0.1'), emulator.certificate ?? ''),
    ).toContain('401');
    await expectAsync(fetch(path)).toBeRejected();
    await emulator.close();
  });

  it('cli: serves by TLS with an .ics file, writes its certificate and reports what it loaded', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'graph-emulator-'));
    const [certificate, file] = [join(folder, 'emulator.pem'), join(folder, 'own.ics')];
    await writeFile(
      file,
      'BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:1\nSUMMARY:One\nDTSTART:20260610T100000Z\nEND:VEVENT\nEND:VCALENDAR\n',
    );
    const args = [BIN, '--port=0', '--https', `--certificate=${certificate}`, `--seed=${file}`];
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
    const exited = once(child, 'exit');
    const lines: string[] = [];
    let url = '';
    for await (const line of createInterface(child.stdout)) {
      lines.push(line);
      url = /listening on (\S+)/.exec(line)?.[1] ?? '';
      if (url !== '') {
        break;
      }
    }
    expect(lines[0]).toContain('1 events and series loaded, 0 refused');
    expect(await getByTls(`${url}/_emulator/clock`, await readFile(certificate, 'utf8'))).toContain(
      '200',
    );
    child.kill();
    await exited;
    await rm(folder, { recursive: true });
  });

  it('cli: options that make no sense are refused in words', () => {
    const refusal = (...args: string[]) => {
      try {
        readCliOptions(args);
      } catch (error) {
        return error instanceof UsageError ? error.message : 'another error';
      }
      return 'taken';
    };
    expect(refusal('--port=x')).toContain('--port must be a number');
    expect(refusal('--now=soon')).toContain('--now must be a date');
    expect(refusal('--certificate=a.pem')).toContain('needs --https');
    expect(refusal('--nothing')).toContain('--nothing');
    expect(refusal('--https', '--certificate=a.pem')).toBe('taken');
  });
});

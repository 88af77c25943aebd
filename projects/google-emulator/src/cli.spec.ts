import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readCliOptions, UsageError } from './cli-options.ts';
import { importReport } from './import-report.ts';
import { loadSeedFiles } from './seed-files.ts';
import { smallWorld } from './testing/small-world.ts';

const BIN = fileURLToPath(new URL('../bin/google-calendar-emulator.mjs', import.meta.url));

const ICS = `BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//spec//EN
X-WR-CALNAME:Exported
BEGIN:VEVENT
UID:good@example.com
SUMMARY:Readable
DTSTART:20261124T100000Z
DTEND:20261124T110000Z
END:VEVENT
BEGIN:VEVENT
UID:bad@example.com
SUMMARY:Without a start
END:VEVENT
END:VCALENDAR
`.replaceAll('\n', '\r\n');

describe('Command line', () => {
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'emulator-cli-'));
    await writeFile(join(folder, 'world.json'), JSON.stringify(smallWorld()));
    await writeFile(join(folder, 'export.ics'), ICS);
    await writeFile(join(folder, 'broken.json'), '{"users": 1}');
  });
  afterAll(() => rm(folder, { recursive: true }));

  it('cli options: every option is read, and the port is 4300 when left out', () => {
    const options = readCliOptions([
      '--port',
      '0',
      '--seed',
      'a.json',
      '--seed',
      'b.ics',
      '--control-origin',
      '*',
      '--now',
      '2026-11-22T09:00:00Z',
    ]);
    expect(options).toEqual({
      help: false,
      port: 0,
      seedFiles: ['a.json', 'b.ics'],
      controlOrigins: ['*'],
      now: new Date('2026-11-22T09:00:00Z'),
    });
    expect(readCliOptions([]).port).toBe(4300);
  });

  for (const args of [
    ['--port', 'x'],
    ['--port', '70000'],
    ['--now', 'soon'],
    ['--unknown'],
    ['file.ics'],
  ]) {
    it(`cli options: ${args.join(' ')} is refused with a UsageError`, () => {
      expect(() => readCliOptions(args)).toThrowError(UsageError);
    });
  }

  it('seed files: an .ics file is added to the .json seed as a calendar, and its unreadable events are reported', async () => {
    const files = ['world.json', 'export.ics'].map((file) => join(folder, file));
    const { seed, loaded } = await loadSeedFiles(files, new Date());
    expect(seed.calendars.at(-1)?.summary).toBe('Exported');
    expect(seed.calendars.at(-1)?.members[0]?.email).toBe('ada@example.com');
    expect(loaded[0]?.events).toBe(1);
    expect(loaded[0]?.refused.map((each) => each.event).join()).toContain('Without a start');
  });

  it('seed files: an .ics file that is not UTF-8 is read as Windows-1252, and the report says what was guessed', async () => {
    const file = join(folder, 'latin.ics');
    const text = ICS.replace('Readable', 'Käse');
    const again = text.replace('BEGIN:VCALENDAR', '');
    await writeFile(file, Buffer.from(`${text}${again}`, 'latin1'));
    const { seed, loaded } = await loadSeedFiles([join(folder, 'world.json'), file], new Date());
    expect(seed.calendars.at(-1)?.events[0]?.summary).toBe('Käse');
    expect(loaded.flatMap(importReport)).toEqual([
      `${file}: 1 events loaded, 3 refused`,
      '  refused: “Without a start”, line 11: it has no DTSTART',
      '  refused: “Without a start”, line 26: it has no DTSTART',
      '  refused: “Käse”, 2026-11-24, line 20: the file has exactly the same event before',
      '  note: latin.ics: it is not all UTF-8: 2 lines (the first is 7) were read as Windows-1252',
      '  note: “Käse”, 2026-11-24, line 20; “Without a start”, line 26: it stands after END:VCALENDAR',
    ]);
  });

  it('import report: a note on many events names three of them and counts the others', () => {
    const notes = ['a', 'b', 'c', 'd', 'e'].map((event) => ({ event, note: 'it is odd' }));
    const [, line] = importReport({ file: 'x.ics', events: 5, refused: [], notes });
    expect(line).toBe('  note: a; b; c; and 2 more: it is odd');
  });

  for (const file of ['missing.json', 'broken.json', 'world.txt']) {
    it(`seed files: ${file} is refused with a UsageError`, async () => {
      await expectAsync(loadSeedFiles([join(folder, file)], new Date())).toBeRejectedWithError(
        UsageError,
      );
    });
  }

  describe('process', () => {
    const children: ChildProcess[] = [];
    afterEach(() => {
      children.forEach((child) => child.kill('SIGKILL'));
    });

    function start(...args: string[]) {
      const child = spawn(process.execPath, [BIN, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
      children.push(child);
      let text = '';
      const lines = new Promise<string>((resolve) => {
        const read = (chunk: Buffer) => {
          text += chunk.toString();
          if (/listening on \S+\n/.test(text)) {
            resolve(text);
          }
        };
        child.stdout.on('data', read);
        child.stderr.on('data', read);
        child.once('exit', () => {
          resolve(text);
        });
      });
      const exit = new Promise<number | null>((resolve) => child.once('exit', resolve));
      return { child, lines, exit };
    }

    it('cli process: prints its address and the refused events, and exits with 0 on SIGTERM', async () => {
      const { child, lines, exit } = start('--port', '0', '--seed', join(folder, 'export.ics'));
      const text = await lines;
      expect(text).toContain('refused: ');
      const url =
        /google-calendar-emulator listening on (http:\/\/localhost:\d+)/.exec(text)?.[1] ?? '';
      expect((await fetch(`${url}/gsi/client`)).status).toBe(200);
      child.kill('SIGTERM');
      expect(await exit).toBe(0);
      await expectAsync(fetch(`${url}/gsi/client`)).toBeRejected();
    }, 20_000);

    it('cli process: --help prints the usage and exits with 0', async () => {
      const { lines, exit } = start('--help');
      expect(await lines).toContain('Usage: google-calendar-emulator');
      expect(await exit).toBe(0);
    }, 20_000);

    it('cli process: an invalid option prints what is wrong and exits with 2', async () => {
      const { lines, exit } = start('--port', 'x');
      expect(await lines).toContain('--port must be a number');
      expect(await exit).toBe(2);
    }, 20_000);
  });
});

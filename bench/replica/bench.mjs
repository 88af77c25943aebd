// The local copy against its floors, in headless Chromium with the emulator beside it.
import { createServer } from 'node:http';
import { build } from 'esbuild';
import { chromium as playwright } from '@playwright/test';
import { chromium } from '../../scripts/chromium.mjs';
import { startEmulator } from '../../scripts/emulator.mjs';
import { calendarOf, month } from './events.mjs';

const rounds = Number(process.env.ROUNDS ?? 5);

const { outputFiles } = await build({
  entryPoints: ['bench/replica/page.ts'],
  bundle: true,
  write: false,
  format: 'esm',
  minify: true,
  target: 'es2022',
  tsconfig: 'tsconfig.json',
  define: { ngDevMode: 'false', ngJitMode: 'true' },
});
const script = outputFiles[0].text;
const server = createServer((request, response) => {
  const isScript = request.url === '/page.js';
  response.setHeader('Content-Type', isScript ? 'text/javascript' : 'text/html');
  response.end(isScript ? script : '<!doctype html><script type="module" src="/page.js"></script>');
}).listen(0);
const origin = `http://localhost:${server.address().port}`;

const emulator = await startEmulator({ port: 0, controlOrigin: '*' });
async function world(count) {
  const response = await fetch(`${emulator.url}/_emulator/users`, {
    method: 'POST',
    body: JSON.stringify({ events: calendarOf(count), timeZone: 'UTC' }),
  });
  const { email } = await response.json();
  return { emulator: emulator.url, email, month };
}

const chosen = await chromium();
const browser = await playwright.launch({
  executablePath: chosen.executablePath,
  env: { ...process.env, ...chosen.env },
  args: [...chosen.args, '--js-flags=--expose-gc', '--enable-precise-memory-info'],
});
const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
const results = [];
function report(name, values, floors, goal, unit = 'ms') {
  const ratio = median(values.map((value, index) => value / floors[index]));
  const row = {
    name,
    value: median(values),
    unit,
    floor: median(floors),
    ratio,
    goal,
    pass: ratio <= goal,
  };
  results.push(row);
  console.log(
    JSON.stringify(row, (_, v) => (typeof v === 'number' ? Number(v.toPrecision(4)) : v)),
  );
}

async function open(context) {
  const page = await context.newPage();
  page.on('pageerror', (error) => console.error(error));
  await page.goto(origin);
  await page.waitForFunction(() => 'bench' in globalThis);
  return page;
}

/** The longest tasks of the main thread while `work` runs, from Chromium's own trace. */
async function traced(page, work) {
  await browser.startTracing(page, {
    categories: ['devtools.timeline', 'disabled-by-default-devtools.timeline', 'v8', '__metadata'],
  });
  const result = await work();
  const { traceEvents } = JSON.parse((await browser.stopTracing()).toString());
  const mains = new Set(
    traceEvents
      .filter(({ name, args }) => name === 'thread_name' && args.name === 'CrRendererMain')
      .map(({ pid, tid }) => `${pid}/${tid}`),
  );
  const tasks = traceEvents.filter(
    ({ name, pid, tid, dur }) => name === 'RunTask' && dur > 0 && mains.has(`${pid}/${tid}`),
  );
  const longest = (time) => Math.max(...tasks.map((task) => (task[time] ?? 0) / 1000));
  if (process.env.VERBOSE) {
    for (const task of [...tasks].sort((a, b) => b.tdur - a.tdur).slice(0, 6)) {
      const inside = traceEvents.filter(
        ({ ts, dur, pid, tid, name }) =>
          pid === task.pid &&
          tid === task.tid &&
          name !== 'RunTask' &&
          dur > 900 &&
          ts >= task.ts &&
          ts < task.ts + task.dur,
      );
      console.log(
        task.tdur,
        inside
          .map(
            (e) =>
              `${e.name} ${e.tdur ?? e.dur} ${e.args?.data?.functionName ?? ''} ${e.args?.data?.type ?? ''}`,
          )
          .join(', '),
      );
    }
  }
  return { result, wall: longest('dur'), cpu: longest('tdur') };
}

const worlds = { 5: await world(5000), 10: await world(10_000), 50: await world(50_000) };
const call = (page, name, ...args) =>
  page.evaluate(([method, given]) => globalThis.bench[method](...given), [name, args]);

for (const size of process.env.ONLY_TASKS ? [] : [10, 50]) {
  const [syncs, floors, heaps, bytes] = [[], [], [], []];
  for (let round = -1; round < rounds; round += 1) {
    const context = await browser.newContext();
    const page = await open(context);
    const bare = async () => call(page, 'floor', worlds[size]);
    let before = round % 2 === 0 ? await bare() : undefined;
    const ours = await call(page, 'fullSync', worlds[size], 'bench');
    before ??= await bare();
    await context.close();
    if (round < 0) {
      console.log(
        `${size}k: ${(before.bytes / size / 1000).toFixed(0)} bytes an event,`,
        ours.status,
      );
      continue;
    }
    if (process.env.VERBOSE)
      console.log(ours.marks.map((mark) => Math.round(mark)).join(' '), '|', Math.round(before.ms));
    syncs.push(ours.ms);
    floors.push(before.ms);
    heaps.push(ours.heap);
    bytes.push(before.bytes);
  }
  report(`full-sync-${size}k`, syncs, floors, 1.25);
  report(`heap-${size}k`, heaps, bytes, 0.6, 'bytes');
  console.log(`floor ${(median(bytes) / median(floors) / 1000).toFixed(1)} MB/s`);
}

const [walls, cpus, parses] = [[], [], []];
for (let round = 0; round < rounds; round += 1) {
  const context = await browser.newContext();
  const page = await open(context);
  const { wall, cpu } = await traced(page, () => call(page, 'fullSync', worlds[50], 'bench'));
  const bare = await call(page, 'floor', worlds[50]);
  walls.push(wall);
  cpus.push(cpu);
  parses.push(bare.parse);
  await context.close();
}
report('long-tasks-50k', walls, parses, 2);
report('long-tasks-50k-cpu', cpus, parses, 2);

const months = {};
for (const size of [5, 50]) {
  const context = await browser.newContext();
  const page = await open(context);
  await call(page, 'fullSync', worlds[size], 'bench');
  const length = await call(page, 'putRaw', worlds[size], 'bench');
  if (size === 50) console.log('layout', await call(page, 'layouts', worlds[50], 'bench'));
  await page.close();
  months[size] = { ours: [], text: [], list: [] };
  for (let round = 0; round < rounds * 2; round += 1) {
    // Each in a page of its own, as after a reload.
    for (const form of ['text', 'list']) {
      const bare = await open(context);
      months[size][form].push(await call(bare, 'readRaw', form));
      await bare.close();
    }
    const again = await open(context);
    const ours = await call(again, 'readMonth', worlds[size], 'bench');
    months[size].ours.push(ours.ms);
    if (round === 0) console.log(`${size}k: ${ours.events} events of the month, ${length} bytes`);
    await again.close();
  }
  await context.close();
}
report('warm-read-50k', months[50].ours, months[50].list, 2);
report('warm-read-50k, over a record of text', months[50].ours, months[50].text, 2);
report('range-query-50k', [median(months[50].ours)], [median(months[5].ours)], 1.3);

await browser.close();
server.close();
await emulator.close();

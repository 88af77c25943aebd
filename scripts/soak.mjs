/**
 * Random histories of writes with seeds of their own each time: `npm run test:soak -- 1000` runs a thousand of them,
 * `npm run test:soak -- 1000 42` those from the seed 42 on.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';

const MAX_SEED = 2 ** 31;

const [runs = '1000', seed = String(Math.floor(Math.random() * MAX_SEED))] = process.argv.slice(2);
console.log(`${runs} histories from the seed ${seed} on`);
const child = spawn('npm', ['run', 'test:histories'], {
  stdio: 'inherit',
  env: { ...process.env, HISTORIES: runs, HISTORIES_SEED: seed },
});
[process.exitCode] = await once(child, 'close');

/**
 * Random histories of writes, others each time: `npm run test:soak -- 1000` runs a thousand of them, of a seed that it prints,
 * `npm run test:soak -- 1000 42` those of the seed 42, and `npm run test:soak` fifty thousand.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';

const MAX_SEED = 2 ** 31;

const [runs = '50000', seed = String(Math.floor(Math.random() * MAX_SEED))] = process.argv.slice(2);
console.log(`${runs} histories of the seed ${seed}`);
const child = spawn('npm', ['run', 'test:histories'], {
  stdio: 'inherit',
  env: { ...process.env, HISTORIES: runs, HISTORIES_SEED: seed },
});
[process.exitCode] = await once(child, 'close');

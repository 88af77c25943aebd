/**
 * Holds two things about imports, those of types included: no file needs itself by way of others, and the picture of
 * the rooms in DESIGN.md shows who knows whom as the code has it. `--print` writes that picture's arrows.
 */
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cruise } from 'dependency-cruiser';
import extractTSConfig from 'dependency-cruiser/config-utl/extract-ts-config';
import config from './dependency-cruiser.config.mjs';
import { arrowsOf, roomArrows } from './room-arrows.mjs';

const ROOT = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const FOLDERS = ['projects', 'e2e', 'bench', 'scripts'];

process.chdir(ROOT);
const { output } = await cruise(
  FOLDERS,
  { ...config.options, ruleSet: { forbidden: config.forbidden }, validate: true },
  undefined,
  { tsConfig: extractTSConfig(join(ROOT, config.options.tsConfig.fileName)) },
);

const circles = output.summary.violations.map(
  ({ from, cycle }) => `A circle: ${[from, ...cycle.map(({ name }) => name)].join(' -> ')}`,
);

const inCode = roomArrows(output.modules);
const inPicture = arrowsOf(await readFile('DESIGN.md', 'utf8'));
const differences = [
  ...inCode.filter((arrow) => !inPicture.includes(arrow)).map((arrow) => `Not drawn: ${arrow}`),
  ...inPicture.filter((arrow) => !inCode.includes(arrow)).map((arrow) => `Drawn only: ${arrow}`),
];

if (process.argv.includes('--print')) {
  console.log(inCode.join('\n'));
} else {
  for (const complaint of [...circles, ...differences]) {
    console.error(complaint);
  }
  console.log(`${output.summary.totalCruised} files, ${inCode.length} arrows between rooms`);
  process.exitCode = circles.length + differences.length > 0 ? 1 : 0;
}

import { readFile, writeFile } from 'node:fs/promises';
import { format, resolveConfig } from 'prettier';

const README_PATH = new URL('../README.md', import.meta.url).pathname;
const TABLE_MARKERS = ['<!-- figures of npm run bench -->', '<!-- end of figures -->'];

/** A figure as a line of text, with the speed of its floor. */
export function textLine({ name, floorMBps, serverShare, note, ...row }) {
  const { value, floor, ratio, goal, met } = cellsOf(row);
  const speed = floorMBps
    ? `floor ${floorMBps.toFixed(1)} MB/s, server ${percent(serverShare)}`
    : '';
  const columns = [
    name.padEnd(24),
    value.padStart(14),
    floor.padStart(12),
    ratio.padStart(8),
    goal,
  ];
  return [...columns, met, speed, note].filter(Boolean).join('  ');
}

/** Replaces the table of figures in the README. */
export async function updateReadme(rows) {
  const text = await readFile(README_PATH, 'utf8');
  const [before, after] = [text.indexOf(TABLE_MARKERS[0]), text.indexOf(TABLE_MARKERS[1])];
  if (before < 0 || after < before) {
    throw new Error('The README lacks the two comments between which the figures stand.');
  }
  const table = [
    '| figure | value | floor | ratio | goal | met |',
    '| --- | ---: | ---: | ---: | ---: | --- |',
    ...rows.map((row) => {
      const { value, floor, ratio, goal, met } = cellsOf(row);
      return `| \`${row.name}\` | ${value} | ${floor} | ${ratio} | ${goal} | ${met} |`;
    }),
    '',
    ...rows.filter(({ note }) => note).map(({ name, note }) => `- \`${name}\`: ${note}.`),
  ];
  const whole = `${text.slice(0, before)}${TABLE_MARKERS[0]}\n\n${table.join('\n')}\n\n${text.slice(after)}`;
  const options = await resolveConfig(README_PATH);
  await writeFile(README_PATH, await format(whole, { ...options, parser: 'markdown' }));
}

function cellsOf({ value, unit, floor, ratio, goal, pass }) {
  return {
    value: textOf(value, unit),
    floor: floor === null ? '' : textOf(floor, unit),
    ratio: ratio === null ? '' : `${ratio.toFixed(2)} ×`,
    goal: goal === null ? '' : `≤ ${ratio === null ? textOf(goal, unit) : `${goal} ×`}`,
    met: pass === null ? '' : pass ? 'yes' : '**no**',
  };
}

function textOf(value, unit) {
  if (unit === 'bytes') {
    return value >= 1_000_000
      ? `${(value / 1_000_000).toFixed(1)} MB`
      : `${(value / 1000).toFixed(1)} kB`;
  }
  return unit === 'ms' ? `${value.toFixed(value < 100 ? 1 : 0)} ms` : `${value} ${unit}`;
}

function percent(share) {
  return `${Math.round(share * 100)} %`;
}

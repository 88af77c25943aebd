import { readFile, writeFile } from 'node:fs/promises';
import { format, resolveConfig } from 'prettier';

const readme = new URL('../README.md', import.meta.url).pathname;
const markers = ['<!-- figures of npm run bench -->', '<!-- end of figures -->'];

/** A figure in one line, with how fast its floor was. */
export function printed({ name, floorMBps, serverShare, note, ...row }) {
  const { value, floor, ratio, goal, met } = cellsOf(row);
  const flow = floorMBps
    ? `floor ${floorMBps.toFixed(1)} MB/s, server ${percent(serverShare)}`
    : '';
  const columns = [
    name.padEnd(24),
    value.padStart(14),
    floor.padStart(12),
    ratio.padStart(8),
    goal,
  ];
  return [...columns, met, flow, note].filter(Boolean).join('  ');
}

/** Puts the figures in the place of those that the README shows. */
export async function updateReadme(rows) {
  const text = await readFile(readme, 'utf8');
  const [before, after] = [text.indexOf(markers[0]), text.indexOf(markers[1])];
  if (before < 0 || after < before) {
    throw new Error('The README has no place for the figures.');
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
  const whole = `${text.slice(0, before)}${markers[0]}\n\n${table.join('\n')}\n\n${text.slice(after)}`;
  const options = await resolveConfig(readme);
  await writeFile(readme, await format(whole, { ...options, parser: 'markdown' }));
}

function cellsOf({ value, unit, floor, ratio, goal, pass }) {
  return {
    value: told(value, unit),
    floor: floor === null ? '' : told(floor, unit),
    ratio: ratio === null ? '' : `${ratio.toFixed(2)} ×`,
    goal: goal === null ? '' : `≤ ${ratio === null ? told(goal, unit) : `${goal} ×`}`,
    met: pass === null ? '' : pass ? 'yes' : '**no**',
  };
}

function told(value, unit) {
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

import { readFile, writeFile } from 'node:fs/promises';
import { format, resolveConfig } from 'prettier';

const README_PATH = new URL('../README.md', import.meta.url).pathname;
const TABLE_MARKERS = ['<!-- figures of npm run bench -->', '<!-- end of figures -->'];

/** A figure as a line of text, with the speed of its floor. */
export function textLine({ floorMBps, serverShare, note, ...row }) {
  if (row.failure !== undefined) {
    return failureLine(row);
  }
  const { value, floor, ratio, cpu, loaded, loadedCpu, goal, met } = cellsOf(row);
  const speed = floorMBps
    ? `floor ${floorMBps.toFixed(1)} MB/s, server ${percent(serverShare)}`
    : '';
  const columns = [
    row.name.padEnd(24),
    value.padStart(12),
    floor.padStart(10),
    ratio.padStart(8),
    labelled('CPU', cpu),
    labelled('under load', loaded),
    labelled('CPU under load', loadedCpu),
    goal,
    met,
  ];
  return [...columns, speed, note].filter(Boolean).join('  ');
}

/** What one build needs of what the other one needs, as a line of text. */
export function comparisonLine({ failure, name, unit, base, value, ratio, low, high }) {
  if (failure !== undefined) {
    return failureLine({ name, failure });
  }
  const values = [
    name.padEnd(30),
    textOf(base, unit).padStart(12),
    textOf(value, unit).padStart(12),
  ];
  const isComparable = base > 0;
  const columns = isComparable
    ? [...values, `${ratio.toFixed(2)} ×`.padStart(8), `${low.toFixed(2)} to ${high.toFixed(2)}`]
    : values;
  return columns.join('  ');
}

/** Replaces the table of figures in the README. */
export async function updateReadme({ load, rows }) {
  const text = await readFile(README_PATH, 'utf8');
  const [before, after] = [text.indexOf(TABLE_MARKERS[0]), text.indexOf(TABLE_MARKERS[1])];
  if (before < 0 || after < before) {
    throw new Error('The README lacks the two comments between which the figures stand.');
  }
  const columns = [
    ['figure', '---', ({ name }) => `\`${name}\``],
    ['value', '---:', ({ value }) => value],
    ['floor', '---:', ({ floor }) => floor],
    ['ratio', '---:', ({ ratio }) => ratio],
    ['by CPU', '---:', ({ cpu }) => cpu],
    ...(load > 0
      ? [
          [`ratio under load ${load}`, '---:', ({ loaded }) => loaded],
          ['by CPU', '---:', ({ loadedCpu }) => loadedCpu],
        ]
      : []),
    ['goal', '---:', ({ goal }) => goal],
    ['met', '---', ({ met }) => met],
  ];
  const line = (cells) => `| ${cells.join(' | ')} |`;
  const table = [
    line(columns.map(([title]) => title)),
    line(columns.map(([, rule]) => rule)),
    ...rows.map((row) => {
      const cells = { name: row.name, ...cellsOf(row) };
      return line(columns.map(([, , cell]) => cell(cells) ?? ''));
    }),
    '',
    ...rows.flatMap(remarkOf),
  ];
  const whole = `${text.slice(0, before)}${TABLE_MARKERS[0]}\n\n${table.join('\n')}\n\n${text.slice(after)}`;
  const options = await resolveConfig(README_PATH);
  await writeFile(README_PATH, await format(whole, { ...options, parser: 'markdown' }));
}

/** What one has to know to read a row, as an item of a list. */
function remarkOf({ name, note, failure }) {
  const remark = failure === undefined ? note : `not measured: ${failure.replace(/\.$/, '')}`;
  return remark ? [`- \`${name}\`: ${remark}.`] : [];
}

function failureLine({ name, failure }) {
  return `${name.padEnd(24)}  not measured: ${failure}`;
}

function cellsOf(row) {
  return row.failure === undefined ? measuredCells(row) : { met: '**not measured**' };
}

function measuredCells({ value, unit, floor, ratio, cpuRatio, byCpu, goal, loaded }) {
  const measured = ratio ?? value;
  return {
    value: textOf(value, unit),
    floor: floor === null ? '' : textOf(floor, unit),
    // A ratio of the CPU's time stands in the columns of the CPU alone.
    ratio: byCpu ? '' : ratioText(ratio),
    cpu: ratioText(byCpu ? ratio : cpuRatio),
    loaded: byCpu ? '' : ratioText(loaded?.ratio),
    loadedCpu: ratioText(byCpu ? loaded?.ratio : loaded?.cpuRatio),
    goal: goal === null ? '' : `≤ ${ratio === null ? textOf(goal, unit) : `${goal} ×`}`,
    met: goal === null ? '' : measured <= goal ? 'yes' : '**no**',
  };
}

function ratioText(ratio) {
  if (ratio === null || ratio === undefined) {
    return '';
  }
  // Goals of such a size have two digits behind the point, too, and a ratio just above one shall not look equal to it.
  return `${ratio.toFixed(ratio < 0.1 ? 3 : 2)} ×`;
}

function labelled(label, text) {
  return text && `${label} ${text}`;
}

function textOf(value, unit) {
  if (unit === 'bytes') {
    return bytesText(value);
  }
  return unit === 'ms'
    ? `${value.toFixed(value < 100 ? 1 : 0)} ms`
    : `${Number.isInteger(value) ? value : value.toFixed(1)} ${value === 1 ? unit.replace(/s$/, '') : unit}`;
}

function bytesText(bytes) {
  if (bytes < 1000) {
    return `${Math.round(bytes)} B`;
  }
  return bytes < 1_000_000
    ? `${(bytes / 1000).toFixed(1)} kB`
    : `${(bytes / 1_000_000).toFixed(1)} MB`;
}

function percent(share) {
  return `${Math.round(share * 100)} %`;
}

/**
 * A figure: what is measured, and the rows that are told of it.
 *
 * @typedef {object} Figure
 * @property {string} names what the command line can ask for
 * @property {number} [rounds] odd, so that one of them is the median
 * @property {boolean} [isCounted] whether it counts, so that no machine changes it: then it is measured once
 * @property {boolean} [hasOwnPages] whether it does without bench/page
 * @property {boolean} [needsInternals] whether it needs more than the library's public entries
 * @property {(bench: Bench) => Promise<Subject>} prepare
 * @property {readonly RowOptions[]} rows
 *
 * @typedef {object} Bench
 * @property {import('./built-apps.mjs').Build} build the library that is measured
 * @property {Awaited<ReturnType<import('./browser.mjs').startBrowser>>} browser
 * @property {Awaited<ReturnType<import('./accounts.mjs').startBenchAccounts>>} accounts
 * @property {(text: string) => void} [explain] prints what a figure is made of; only with `--explain`
 *
 * @typedef {object} Subject what is measured in each round; both resolve to an object of numbers
 * @property {(round: number) => Promise<Record<string, number>>} ours the library
 * @property {(round: number) => Promise<Record<string, number>>} [floor] the least that anybody would have to do
 * @property {() => Promise<void>} close
 *
 * @typedef {object} RowOptions
 * @property {string} name
 * @property {number | ((sample: Record<string, number>) => number)} [goal] the highest ratio to the floor, or the highest
 *   value where there is no floor; a function where that depends on what else was measured
 * @property {'ms' | 'bytes' | 'requests' | 'calls'} [unit] milliseconds by default
 * @property {(sample: Record<string, number>) => number} [value] by default the milliseconds
 * @property {(sample: Record<string, number>) => number} [floor] null where the figure has no floor; by default the milliseconds
 * @property {boolean} [cpu] whether the ratio of the CPU's time is told, too: not where most of the time is waiting
 * @property {boolean} [byCpu] whether `value` and `floor` are of the CPU's time already
 * @property {string} [note] what one has to know to read it
 */

const ROUNDS = 7;
const milliseconds = ({ ms }) => ms;
const cpuMilliseconds = ({ cpuMs }) => cpuMs;

/**
 * Measures the library and its floor in each round. Which of the two comes first alternates, so that the order
 * favours neither. A first round only warms everything up and is not in the result.
 *
 * @returns {Promise<{ours: Record<string, number>, floor: Record<string, number>}[]>}
 */
export async function measurePairs(figure, ours, floor = () => undefined) {
  if (figure.isCounted) {
    return [{ ours: await ours(0), floor: await floor(0) }];
  }
  const rounds = figure.rounds ?? ROUNDS;
  const pairs = [];
  for (let round = 0; round <= rounds; round += 1) {
    const floorFirst = round % 2 === 0 ? await floor(round) : undefined;
    const measured = await ours(round);
    const pair = { ours: measured, floor: floorFirst ?? (await floor(round)) };
    assertSameEvents(pair);
    pairs.push(pair);
  }
  return pairs.slice(1);
}

/**
 * The rows of a figure. Each ratio is the median of the ratios of all rounds. A row of impossible numbers has a `failure`
 * in place of a value.
 */
export function rowsOf(figure, pairs) {
  return figure.rows.map((options) => {
    try {
      return rowOf(options, pairs);
    } catch (error) {
      return failedRow(options, error);
    }
  });
}

/** The rows of a figure that could not be measured. */
export function failedRows(figure, error) {
  return figure.rows.map((options) => failedRow(options, error));
}

/** The rows of a figure on a quiet machine, each with what was measured of it under load. */
export function rowsUnderLoad(quietRows, loadedRows) {
  return quietRows.map((quiet, index) => {
    const { value, floor, ratio, cpuRatio, failure } = loadedRows[index];
    if (quiet.failure !== undefined || failure !== undefined) {
      return { name: quiet.name, failure: quiet.failure ?? `under load: ${failure}` };
    }
    const loaded = { value, floor, ratio, ...(cpuRatio === undefined ? {} : { cpuRatio }) };
    return { ...quiet, loaded };
  });
}

function rowOf(options, pairs) {
  const { name, goal = null, unit = 'ms', value = milliseconds, note, cpu, byCpu } = options;
  const floor = options.floor === undefined ? milliseconds : options.floor;
  const ours = pairs.map((pair) => pair.ours);
  const floors = pairs.map((pair) => pair.floor);
  const shared = {
    name,
    unit,
    // Nothing that has a goal can take nothing: a page that did not load would reach the goal.
    value: median(possible('The figure', ours.map(value), goal !== null)),
    goal: typeof goal === 'function' ? median(ours.map(goal)) : goal,
    ...(note ? { note } : {}),
  };
  if (!floor) {
    return { ...shared, floor: null, ratio: null };
  }
  const floorValues = possible('The floor', floors.map(floor));
  if (cpu) {
    possible('The time of the CPU', [...ours, ...floors].map(cpuMilliseconds));
  }
  return {
    ...shared,
    floor: median(floorValues),
    ratio: median(ours.map((sample, round) => value(sample) / floorValues[round])),
    ...(cpu ? { cpuRatio: ratio(pairs, cpuMilliseconds) } : {}),
    ...(byCpu ? { byCpu } : {}),
    ...floorSpeed(floors),
  };
}

function failedRow({ name }, error) {
  const [failure] = (error instanceof Error ? error.message : String(error)).split('\n');
  return { name, failure };
}

/** The values of all rounds. Throws where one of them cannot be, so that it is not taken for a good one. */
function possible(what, values, isPositive = true) {
  for (const value of values) {
    if (!Number.isFinite(value) || value < 0 || (isPositive && value === 0)) {
      throw new Error(`${what} was ${value} in a round.`);
    }
  }
  return values;
}

/** Of two builds: by row the median of `ours` over `base`, and the quartiles between which half of the rounds lie. */
export function comparisonOf(figure, pairs) {
  return figure.rows.flatMap((options) => {
    const { name, unit = 'ms', value = milliseconds, cpu } = options;
    const compare = (label, of) => {
      const ours = possible(
        'The figure',
        pairs.map((pair) => of(pair.ours)),
        false,
      );
      const base = possible(
        'The figure of the base',
        pairs.map((pair) => of(pair.floor)),
        false,
      );
      const ratios = ours.map((one, round) => one / base[round]).sort((a, b) => a - b);
      const at = (share) => ratios[Math.round((ratios.length - 1) * share)];
      return {
        name: label,
        unit,
        base: median(base),
        value: median(ours),
        ratio: at(0.5),
        low: at(0.25),
        high: at(0.75),
      };
    };
    try {
      return [compare(name, value), ...(cpu ? [compare(`${name} (CPU)`, cpuMilliseconds)] : [])];
    } catch (error) {
      return [failedRow(options, error)];
    }
  });
}

export function median(values) {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
}

function ratio(pairs, of) {
  return median(pairs.map((pair) => of(pair.ours) / of(pair.floor)));
}

/** The speed of the floor and the server's share of its time: a ratio to a floor that was slow is worth less. */
function floorSpeed(floors) {
  if (!floors.every(({ bytes, serverMs }) => bytes && serverMs)) {
    return {};
  }
  return {
    floorMBps: median(floors.map(({ bytes, ms }) => bytes / ms / 1000)),
    serverShare: median(floors.map(({ serverMs, ms }) => serverMs / ms)),
  };
}

/** Throws unless both have read the same number of events, as the ratio would be worth nothing. */
function assertSameEvents({ ours, floor }) {
  if (ours.events === 0 || (floor?.events && ours.events && ours.events !== floor.events)) {
    throw new Error(`${ours.events} events, and the floor has ${floor?.events}.`);
  }
}

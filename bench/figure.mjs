/** Odd, so that one of them is the median. */
export const rounds = 7;

/**
 * Ours and its floor, one after the other and each first in turn; a first round warms everything up and does not count.
 * Each answers `{ms}`, and the floor what else is known of it.
 */
export async function paired(floor, ours) {
  const pairs = [];
  for (let round = 0; round <= rounds; round += 1) {
    const early = round % 2 === 0 ? await floor(round) : undefined;
    const mine = await ours(round);
    pairs.push({ ours: mine, floor: early ?? (await floor(round)) });
  }
  return pairs.slice(1);
}

/** A figure that is a ratio to a floor: the median of the ratios of the rounds. */
export function ratioOf(
  name,
  goal,
  pairs,
  { unit = 'ms', value = ({ ms }) => ms, floor = ({ ms }) => ms, ...words } = {},
) {
  const ratio = median(pairs.map((pair) => value(pair.ours) / floor(pair.floor)));
  return {
    name,
    value: median(pairs.map((pair) => value(pair.ours))),
    unit,
    floor: median(pairs.map((pair) => floor(pair.floor))),
    ratio,
    goal,
    ...judged(ratio, goal, words),
    ...flow(pairs.map((pair) => pair.floor)),
  };
}

/** A figure that needs no floor: a count. */
export function countOf(name, goal, value, unit, words = {}) {
  return { name, value, unit, floor: null, ratio: null, goal, ...judged(value, goal, words) };
}

/** Whether a goal is met, where there is one; `limit` is what keeps it from being met. */
function judged(value, goal, { note, limit }) {
  const pass = goal === null ? null : value <= goal;
  const said = [note, pass === false ? limit : undefined].filter(Boolean).join('; ');
  return said ? { pass, note: said } : { pass };
}

export function median(values) {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
}

/** How fast the floor itself was, and how much of its time the server took, so that a slow floor is seen. */
function flow(floors) {
  if (!floors.every(({ bytes, serverMs }) => bytes && serverMs)) {
    return {};
  }
  return {
    floorMBps: median(floors.map(({ bytes, ms }) => bytes / ms / 1000)),
    serverShare: median(floors.map(({ serverMs, ms }) => serverMs / ms)),
  };
}

/** Whoever answers something else is not measured. */
export function same(pairs) {
  for (const { ours, floor } of pairs) {
    if (ours.events !== floor.events || ours.events === 0) {
      throw new Error(`${ours.events} events, and the floor has ${floor.events}.`);
    }
  }
}

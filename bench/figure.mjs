/** The number of measured rounds; odd, so that one of them is the median. */
export const ROUNDS = 7;

/**
 * Measures the library and its floor in each round. Which of the two comes first alternates, so that the order
 * favours neither. A first round only warms everything up and is not in the result.
 *
 * @param floor measures the floor; resolves to `{ms}` and whatever else the figure needs
 * @param ours measures the library, in the same way
 */
export async function measurePairs(floor, ours) {
  const pairs = [];
  for (let round = 0; round <= ROUNDS; round += 1) {
    const floorFirst = round % 2 === 0 ? await floor(round) : undefined;
    const measured = await ours(round);
    pairs.push({ ours: measured, floor: floorFirst ?? (await floor(round)) });
  }
  return pairs.slice(1);
}

/**
 * A figure that is compared to a floor. Its ratio is the median of the ratios of all rounds.
 *
 * @param value takes the figure from what was measured of the library, by default the milliseconds
 * @param floor takes the figure from what was measured of the floor
 * @param words `note` explains the figure; `limit` says why the goal is missed, and is shown only if it is
 */
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
    ...goalResult(ratio, goal, words),
    ...floorSpeed(pairs.map((pair) => pair.floor)),
  };
}

/** A figure without a floor, such as a number of requests. */
export function countOf(name, goal, value, unit, words = {}) {
  return { name, value, unit, floor: null, ratio: null, goal, ...goalResult(value, goal, words) };
}

/** Whether the goal is met, null if there is none, and the note: `limit` belongs to it if the goal is missed. */
function goalResult(value, goal, { note, limit }) {
  const pass = goal === null ? null : value <= goal;
  const notes = [note, pass === false ? limit : undefined].filter(Boolean).join('; ');
  return notes ? { pass, note: notes } : { pass };
}

export function median(values) {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
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

/** Throws unless the library and the floor have read the same number of events, as the ratio would be worth nothing. */
export function assertSameEvents(pairs) {
  for (const { ours, floor } of pairs) {
    if (ours.events !== floor.events || ours.events === 0) {
      throw new Error(`${ours.events} events, and the floor has ${floor.events}.`);
    }
  }
}

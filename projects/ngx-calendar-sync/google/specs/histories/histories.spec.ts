import fc from 'fast-check';
import { closeTabs } from '../emulator';
import { FOUND_HISTORIES } from './found-histories';
import { HistoryEnd } from './history-end';
import { HistoryWorld } from './history-world';
import { histories, inWords, type Operation } from './operations';
import { runOperation } from './run-operation';

declare const __karma__: { readonly config: { readonly histories: HistoryOptions } };

interface HistoryOptions {
  readonly seed: number;
  readonly runs: number;
}

/** So many run side by side, each with an account of its own. */
const PARALLEL = 8;
/** After so many failures no further history is begun. */
const MAX_FAILURES = 12;
/** No history takes that long, with all of its pauses. */
const HISTORY_LIMIT_MS = 300_000;
/** The progress is told once for so many histories. */
const TOLD_HISTORIES = 50;
const DAY_MS = 24 * 3_600_000;

/**
 * Two apps of one account in two browsers, and somebody else who uses Google's API, write at random, while the network fails,
 * answers are lost and tabs are closed. In the end nothing is lost, nothing is there twice, and all of them show the same.
 */
describe('Writes of several apps on random histories', () => {
  const { seed, runs } = __karma__.config.histories;

  for (const [what, operations] of Object.entries(FOUND_HISTORIES)) {
    it(`histories: ${what}`, async () => {
      await expectAsync(holds(operations)).toBeResolved();
    });
  }

  it(
    'histories: nothing that somebody wrote is lost or doubled, and all apps agree with Google',
    async () => {
      const startedAt = performance.now();
      const failed = await failedAmong(fc.sample(histories, { seed, numRuns: runs }));
      const seconds = Math.round((performance.now() - startedAt) / 1000);
      console.log(`${runs} histories of the seed ${seed}: ${failed.length} failed, ${seconds} s`);
      const [first] = failed;
      if (first !== undefined) {
        const property = fc.asyncProperty(histories, holds);
        const shrunk = await fc.check(property, { seed, path: String(first), numRuns: 1 });
        const [operations = []] = shrunk.counterexample ?? [];
        fail(
          shrunk.failed
            ? `Seed ${seed}, shrunk:\n${inWords(operations)}\n${String(shrunk.errorInstance)}`
            : `Seed ${seed}: history ${first} has failed once, and does not fail again`,
        );
      }
      expect(failed).toEqual([]);
      await closeTabs();
    },
    DAY_MS,
  );
});

/** Runs histories side by side. Returns which of them fail, the first few of them. */
async function failedAmong(sampled: readonly (readonly Operation[])[]): Promise<readonly number[]> {
  const failed: number[] = [];
  const next = sampled.entries();
  const lane = async () => {
    for (const [index, operations] of next) {
      if (failed.length >= MAX_FAILURES) {
        return;
      }
      if (index > 0 && index % TOLD_HISTORIES === 0) {
        console.log(`${index} histories so far`);
      }
      await holds(operations).catch((error: unknown) => {
        failed.push(index);
        console.log(`History ${index} fails:\n${inWords(operations)}\n${String(error)}`);
      });
    }
  };
  await Promise.all(Array.from({ length: PARALLEL }, lane));
  return failed.sort((a, b) => a - b);
}

async function holds(operations: readonly Operation[]): Promise<void> {
  const world = await HistoryWorld.create();
  let current = 'start';
  const run = async () => {
    for (const operation of operations) {
      current = inWords([operation]);
      world.trace.push(current);
      await runOperation(world, operation);
    }
    current = 'end';
    return new HistoryEnd(world).problems();
  };
  let timeout: ReturnType<typeof setTimeout> | undefined;
  const hangs = new Promise<readonly string[]>((resolve) => {
    timeout = setTimeout(() => {
      resolve([`it hangs: ${current}`]);
    }, HISTORY_LIMIT_MS);
  });
  const ends = run().catch((error: unknown) => [`${current}: ${String(error)}`]);
  try {
    const problems = await Promise.race([ends, hangs]);
    for (const excused of world.excused) {
      console.log(`Written at the same moment as its series: ${excused}`);
    }
    if (problems.length > 0) {
      throw new Error([...world.trace, ...problems].join('\n'));
    }
  } finally {
    clearTimeout(timeout);
    await world.close();
  }
}

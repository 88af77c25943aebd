import fc from 'fast-check';
import { closeTabs } from '../emulator';
import { FOUND_HISTORIES } from './found-histories';
import { HistoryWorld } from './history-world';
import { histories, inWords, type Operation } from './operations';
import { runOperation } from './run-operation';

declare const __karma__: { readonly config: { readonly histories: HistoryOptions } };

interface HistoryOptions {
  readonly seed: number;
  readonly runs: number;
}

/** So many run side by side, each with an account of its own. */
const PARALLEL = 4;
/** No history takes that long, with all of its pauses. */
const HISTORY_LIMIT_MS = 90_000;
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
      const seeds = Array.from({ length: PARALLEL }, (_, lane) => seed + lane);
      const results = await Promise.all(
        seeds.map((own) =>
          fc.check(fc.asyncProperty(histories, holds), {
            seed: own,
            numRuns: Math.ceil(runs / PARALLEL),
          }),
        ),
      );
      for (const result of results) {
        console.log(`seed ${result.seed}: ${result.numRuns} histories`);
        const [operations = []] = result.counterexample ?? [];
        const reason = `seed ${result.seed}:\n${inWords(operations)}\n${String(result.errorInstance)}`;
        expect(result.failed).withContext(reason).toBeFalse();
      }
      await closeTabs();
    },
    DAY_MS,
  );
});

async function holds(operations: readonly Operation[]): Promise<void> {
  const world = await HistoryWorld.create();
  let current = 'start';
  const run = async () => {
    for (const operation of operations) {
      current = inWords([operation]);
      await runOperation(world, operation);
    }
    current = 'end';
    return world.finish();
  };
  const hangs = new Promise<readonly string[]>((resolve) => {
    setTimeout(() => {
      resolve([`it hangs: ${current}`]);
    }, HISTORY_LIMIT_MS);
  });
  try {
    const problems = await Promise.race([run(), hangs]);
    if (problems.length > 0) {
      console.log(`A history fails:\n${inWords(operations)}\n${problems.join('\n')}`);
      throw new Error(problems.join('\n'));
    }
  } finally {
    await world.close();
  }
}

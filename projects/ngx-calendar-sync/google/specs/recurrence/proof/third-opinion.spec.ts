import { SeededRandom } from '../seeded-random';
import { type ComparedRules, compareRules } from '../third-opinion';

// Twenty specs instead of one, so that the browser can answer the test runner in between.
const SPECS = 20;
const RULES_PER_SPEC = 1_000;

describe('Recurrence in comparison with rrule-temporal: 20,000 rules', () => {
  const all: ComparedRules[] = [];

  for (let seed = 1; seed <= SPECS; seed += 1) {
    it(`recurrence: ${RULES_PER_SPEC} random rules of seed ${seed} expand as with rrule-temporal`, () => {
      const compared = compareRules(new SeededRandom(seed), RULES_PER_SPEC);
      all.push(compared);
      expect(compared.unknown).toEqual([]);
      expect(compared.starts).toBeGreaterThan(50_000);
    });
  }

  afterAll(() => {
    const sum = (count: (compared: ComparedRules) => number) =>
      all.reduce((total, compared) => total + count(compared), 0);
    const kinds = new Set(all.flatMap(({ known }) => Object.keys(known)));
    console.info(
      JSON.stringify({
        rules: sum(({ rules }) => rules),
        starts: sum(({ starts }) => starts),
        givenUp: sum(({ givenUp }) => givenUp),
        skippedByClocks: sum(({ skippedByClocks }) => skippedByClocks),
        ...Object.fromEntries(
          [...kinds].map((kind) => [kind, sum(({ known }) => known[kind] ?? 0)]),
        ),
      }),
    );
  });
});

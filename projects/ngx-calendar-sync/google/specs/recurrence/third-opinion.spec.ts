import { SeededRandom } from './seeded-random';
import { compareRules } from './third-opinion';

/** `npm run test:recurrence` compares 20,000 others. */
const RULES = 400;
const SEED = 5545;

describe('Recurrence in comparison with rrule-temporal', () => {
  it(`recurrence: ${RULES} random rules expand as with rrule-temporal, but for what it does otherwise than RFC 5545`, () => {
    const { starts, unknown } = compareRules(new SeededRandom(SEED), RULES);
    expect(unknown).toEqual([]);
    expect(starts).toBeGreaterThan(20_000);
  });
});

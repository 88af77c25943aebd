import { recordResults } from './test-results.mjs';

/** A Playwright reporter that counts the end-to-end tests for `npm test`. */
export default class ResultsReporter {
  #suite;

  onBegin(_config, suite) {
    this.#suite = suite;
  }

  onEnd() {
    const tests = this.#suite.allTests();
    const failed = tests.filter((test) => test.outcome() !== 'expected');
    recordResults({
      passed: tests.length - failed.length,
      failures: failed.map((test) => ({
        name: test.titlePath().filter(Boolean).join(' › '),
        reason: test.results.at(-1)?.error?.message ?? test.outcome(),
      })),
    });
  }
}

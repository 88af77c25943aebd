import { recordResults } from './test-results.mjs';

/** A Playwright reporter that counts the end-to-end tests for `npm test`. */
export default class ResultsReporter {
  #suite;

  onBegin(_config, suite) {
    this.#suite = suite;
  }

  onEnd() {
    const tests = this.#suite.allTests();
    const passed = tests.filter((test) => test.outcome() === 'expected').length;
    recordResults({ passed, failed: tests.length - passed });
  }
}

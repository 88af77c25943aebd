import { recordResults } from './test-results.mjs';

/** A Jasmine reporter that counts the specs of a Node suite for `npm test`. */
export default class ResultsReporter {
  #passed = 0;
  #failed = 0;

  specDone({ status }) {
    if (status === 'passed') {
      this.#passed += 1;
    } else {
      this.#failed += 1;
    }
  }

  suiteDone({ failedExpectations }) {
    this.#failed += failedExpectations.length;
  }

  jasmineDone({ failedExpectations }) {
    this.#failed += failedExpectations.length;
    recordResults({ passed: this.#passed, failed: this.#failed });
  }
}

import { recordResults } from './test-results.mjs';

/** A Jasmine reporter that counts the specs of a Node suite for `npm test`. */
export default class ResultsReporter {
  #passed = 0;
  #failures = [];

  specDone({ status, fullName, failedExpectations }) {
    if (status === 'passed') {
      this.#passed += 1;
    } else {
      this.#failures.push({ name: fullName, reason: failedExpectations[0]?.message ?? status });
    }
  }

  suiteDone({ fullName, failedExpectations }) {
    this.#addOutsideSpecs(fullName, failedExpectations);
  }

  jasmineDone({ failedExpectations }) {
    this.#addOutsideSpecs('outside the specs', failedExpectations);
    recordResults({ passed: this.#passed, failures: this.#failures });
  }

  #addOutsideSpecs(name, failedExpectations) {
    this.#failures.push(...failedExpectations.map(({ message }) => ({ name, reason: message })));
  }
}

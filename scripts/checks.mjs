import { recordResults } from './test-results.mjs';

/** The checks of one script: each is run, whatever became of those before it, and the end tells what failed. */
export class Checks {
  passed = 0;
  failures = [];

  async check(name, work) {
    try {
      await work();
      this.passed += 1;
    } catch (error) {
      this.failures.push({ name, reason: error.message });
    }
  }

  /** Prints the failures, records the results for `npm test`, and sets the exit code of the process. */
  report() {
    const { passed, failures } = this;
    for (const { name, reason } of failures) {
      console.error(`\n${name}: ${reason}`);
    }
    recordResults({ passed, failures });
    process.exitCode = failures.length > 0 ? 1 : 0;
  }
}

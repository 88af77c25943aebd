import { recordResults } from './test-results.mjs';

/** A Karma reporter that counts the specs of all browsers for `npm test`. */
function ResultsReporter() {
  let passed = 0;
  let failed = 0;
  this.onSpecComplete = (_browser, { success, skipped }) => {
    if (success && !skipped) {
      passed += 1;
    } else {
      failed += 1;
    }
  };
  this.onBrowserError = () => {
    failed += 1;
  };
  this.onRunComplete = () => {
    recordResults({ passed, failed });
  };
  this.onBrowserStart = this.onBrowserComplete = this.onRunStart = () => undefined;
  this.adapters = [];
}

export default { 'reporter:results': ['type', ResultsReporter] };

import { recordResults } from './test-results.mjs';

/** A Karma reporter that counts the specs of all browsers for `npm test`. */
function ResultsReporter() {
  let passed = 0;
  const failures = [];
  this.onSpecComplete = (browser, { success, skipped, suite, description, log }) => {
    if (success && !skipped) {
      passed += 1;
    } else {
      const name = [browser.name, ...suite, description].join(' ');
      failures.push({ name, reason: log[0] ?? 'skipped' });
    }
  };
  this.onBrowserError = (browser, error) => {
    failures.push({ name: browser.name, reason: String(error?.message ?? error) });
  };
  this.onRunComplete = () => {
    recordResults({ passed, failures });
  };
  this.onBrowserStart = this.onBrowserComplete = this.onRunStart = () => undefined;
  this.adapters = [];
}

export default { 'reporter:results': ['type', ResultsReporter] };

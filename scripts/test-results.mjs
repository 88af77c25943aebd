import { writeFileSync } from 'node:fs';

/** Says how a suite ended, where `npm test` asks for it; a test that was switched off has not passed. */
export function recordResults({ passed, failed }) {
  const file = process.env.TEST_RESULTS;
  if (file) {
    writeFileSync(file, JSON.stringify({ passed, failed }));
  }
}

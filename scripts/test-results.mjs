import { writeFileSync } from 'node:fs';

/** Writes the counts of a suite into the file that `npm test` reads. Without `npm test` there is no file to write. */
export function recordResults({ passed, failed }) {
  const file = process.env.TEST_RESULTS;
  if (file) {
    writeFileSync(file, JSON.stringify({ passed, failed }));
  }
}

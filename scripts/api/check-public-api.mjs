/** Holds that what the packages export is documented and usable; `public-api.mjs` says what is checked. */
import { publishedPackages, ROOT } from './packages.mjs';
import { publicApiProblems } from './public-api.mjs';

const problems = publishedPackages().flatMap((described) =>
  publicApiProblems({ ...described, entries: Object.values(described.entries), root: ROOT }),
);
problems.forEach((problem) => console.error(problem));
console.log(`${problems.length} problems of the public API`);
process.exitCode = problems.length > 0 ? 1 : 0;

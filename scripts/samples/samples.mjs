/**
 * `npm run test:samples`: takes the code out of the documentation, compiles all of it, and opens the app of the README in
 * a browser, with the emulator as its Google. It needs the library in dist/ (`ng build ngx-calendar-sync`).
 *
 * How a block is read:
 * - `ts` is a whole module. If its first line is `// path/file.ts`, it is that file of a new Angular app; so are `html`
 *   and `css`, which need such a line. What a reader need not see is in a comment above the block:
 *   `<!-- context: import … -->`.
 * - `ts` in the README of a package for Node is compiled as Node takes it.
 * - `json` is parsed; the scripts and commands of this repository that `sh` names must exist.
 * - Links to files must lead to some.
 * - A block in a language that is not known here is an error, so that no sample goes unchecked unseen.
 */
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { emulatorConfig, startEmulator } from '../emulator.mjs';
import { linkedFiles } from '../package/packed-markdown.mjs';
import { recordResults } from '../test-results.mjs';
import { blocksOf } from './markdown-blocks.mjs';
import { MAIN_SAMPLE, newAngularApp, newNodeFolder } from './new-folders.mjs';
import { openApp } from './open-app.mjs';
import { run } from './run.mjs';
import { checkShell } from './shell.mjs';

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const appFolder = join(root, 'dist/samples/app');
const nodeFolder = join(root, 'dist/samples/node');
/** Their READMEs are about Node. */
const NODE_PROJECTS = ['projects/google-emulator/', 'projects/token-server/'];
/** Configuration of other programs, and what programs print: nothing here can check them. */
const UNCHECKED_LANGUAGES = ['nginx', 'text'];
const FILE_NAME = /^(?:\/\/|\/\*|<!--) ([\w./-]+\.(?:ts|html|css))(?: \*\/| -->)?$/;
const PLACEHOLDER = `{ clientId: 'YOUR_CLIENT_ID.apps.googleusercontent.com' }`;

const started = Date.now();
const problems = [];
let passed = 0;
/** By path, which block wrote a file: two of one name would hide each other. */
const writtenBy = new Map();

await rm(join(root, 'dist/samples'), { recursive: true, force: true });
await newAngularApp(appFolder);
await newNodeFolder(nodeFolder);
const documents = await markdownFiles();
const blocks = [];
for (const file of documents) {
  const text = await readFile(join(root, file), 'utf8');
  blocks.push(...blocksOf(file, text));
  await check(`The links of ${file}`, () => checkLinks(file, text));
}
for (const block of blocks) {
  await check(whereIs(block), () => takeOut(block));
}

const emulator = await startEmulator({ port: 0 });
try {
  await check('The samples for Node', compileForNode);
  await check('The samples of tests', () =>
    run(appFolder, 'ng', 'test', '--no-watch', '--no-progress', '--browsers=UTC'),
  );
  await check('The samples for Angular', buildApp);
  if (problems.length === 0) {
    await check('The app of the README in a browser', () =>
      openApp(join(appFolder, 'dist/my-app/browser'), emulator.url),
    );
  }
} finally {
  await emulator.close();
}

for (const problem of problems) {
  console.error(`\n${problem}`);
}
const seconds = Math.round((Date.now() - started) / 1000);
console.log(`\n${blocks.length} blocks of ${documents.length} documents (${seconds} s)`);
recordResults({ passed, failed: problems.length });
process.exitCode = problems.length > 0 ? 1 : 0;

async function check(where, work) {
  try {
    await work();
    passed += 1;
  } catch (error) {
    problems.push(`${where}: ${error.message}`);
  }
}

/** What a person reads of this repository. */
async function markdownFiles() {
  const candidates = ['README.md'];
  for (const folder of ['docs', 'projects', 'examples']) {
    for (const entry of await readdir(join(root, folder))) {
      candidates.push(`${folder}/${entry}`, `${folder}/${entry}/README.md`);
    }
  }
  return candidates.filter((file) => file.endsWith('.md') && existsSync(join(root, file)));
}

function checkLinks(file, text) {
  const dead = linkedFiles(text).filter((target) => !existsSync(join(root, dirname(file), target)));
  if (dead.length > 0) {
    throw new Error(`there is no ${dead.join(', no ')}.`);
  }
}

function whereIs({ file, line }) {
  return `${file}:${line}`;
}

async function takeOut(block) {
  const { language, text } = block;
  if (['ts', 'html', 'css'].includes(language)) {
    await writeSample(block);
  } else if (language === 'json') {
    JSON.parse(text);
  } else if (language === 'sh') {
    await checkShell(root, text);
  } else if (!UNCHECKED_LANGUAGES.includes(language)) {
    throw new Error(`nothing checks a block of the language "${language}".`);
  }
}

async function writeSample(block) {
  const path = pathOf(block);
  const earlier = writtenBy.get(path);
  if (earlier) {
    throw new Error(`${earlier} has a file of the same name.`);
  }
  writtenBy.set(path, whereIs(block));
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, block.language === 'ts' ? moduleOf(block) : block.text);
}

function pathOf(block) {
  const { file, line, language, text } = block;
  const forNode = NODE_PROJECTS.some((project) => file.startsWith(project));
  const name = FILE_NAME.exec(text.slice(0, text.indexOf('\n')))?.[1];
  if (name) {
    return join(forNode ? nodeFolder : appFolder, name);
  }
  if (language !== 'ts') {
    throw new Error(`the first line of a block of ${language} says its file, in a comment.`);
  }
  const spoken = `${file.replace(/\.md$/, '').replaceAll('/', '-')}-line-${line}.ts`;
  return forNode ? join(nodeFolder, spoken) : join(appFolder, 'src/samples', spoken);
}

/** Without imports and exports a file is no module, and its names would meet those of the others. */
function moduleOf({ context, text }) {
  return `${context}\n${text}export {};\n`;
}

async function compileForNode() {
  for (const project of NODE_PROJECTS) {
    await run(join(root, project), 'npm', 'run', 'build', '--silent');
  }
  await run(nodeFolder, 'tsc', '--project', '.');
}

/** The README's app as a reader would have it, but with the emulator where Google was. */
async function buildApp() {
  const file = join(appFolder, MAIN_SAMPLE);
  const text = await readFile(file, 'utf8');
  if (!text.includes(PLACEHOLDER)) {
    throw new Error(`${MAIN_SAMPLE} of the README does not hold ${PLACEHOLDER}.`);
  }
  const { clientId, endpoints } = emulatorConfig(emulator.url);
  await writeFile(file, text.replace(PLACEHOLDER, JSON.stringify({ clientId, endpoints })));
  await run(appFolder, 'ng', 'build', '--no-progress');
}

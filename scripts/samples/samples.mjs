/**
 * `npm run test:samples`: extracts the code blocks of the documentation, compiles all of them, and opens the app of the
 * README in a browser, with the emulator as Google. It needs the library in dist/ (`ng build ngx-calendar-sync`).
 *
 * What happens with a block:
 * - `ts` is a whole module. If its first line is `// path/file.ts`, it is that file of a new Angular app; so are `js`, `html`
 *   and `css`, which need such a line. Code that the compiler needs and a reader does not is in a comment above the block:
 *   `<!-- context: import … -->`.
 * - `ts` in the README of a package for Node, and in docs/emulators.md, is compiled as a module of Node; `// name.test.ts` is
 *   run by Node's test runner. The `.spec.ts` of an Angular app are run, too.
 * - `json` is parsed; the scripts and commands of this repository that `sh` names must exist.
 * - Files that links lead to must exist.
 * - A block in another language is an error, so that no sample is left unchecked by mistake.
 */
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Script } from 'node:vm';
import { emulatorConfig, startEmulator } from '../emulator.mjs';
import { linkedFiles } from '../package/packed-markdown.mjs';
import { Checks } from '../checks.mjs';
import { blocksOf } from './markdown-blocks.mjs';
import { CONFIG_SAMPLE, newAngularApp, newNodeFolder } from './new-folders.mjs';
import { openApp } from './open-app.mjs';
import { run } from './run.mjs';
import { checkShell } from './shell.mjs';

const ROOT = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const APP_FOLDER = join(ROOT, 'dist/samples/app');
const NODE_FOLDER = join(ROOT, 'dist/samples/node');
/** The projects whose READMEs have samples for Node instead of Angular. */
const NODE_PROJECTS = [
  'projects/google-ics/',
  'projects/google-emulator/',
  'projects/token-server/',
];
/** Guides whose samples are for Node, too. */
const NODE_GUIDES = ['docs/emulators.md'];
/** Configuration of other programs, and output of programs, which cannot be checked here. */
const UNCHECKED_LANGUAGES = ['nginx', 'text'];
const FILE_NAME_COMMENT = /^(?:\/\/|\/\*|<!--) ([\w./-]+\.(?:ts|js|html|css))(?: \*\/| -->)?$/;
const CONFIG_PLACEHOLDER = `{ clientId: 'YOUR_CLIENT_ID.apps.googleusercontent.com' }`;

const started = Date.now();
const checks = new Checks();
/** The block that wrote each path. A second block of the same path may not differ from it, as it would replace it. */
const blockByPath = new Map();

await rm(join(ROOT, 'dist/samples'), { recursive: true, force: true });
await newAngularApp(APP_FOLDER);
await newNodeFolder(NODE_FOLDER);
const documents = await markdownFiles();
const blocks = [];
for (const file of documents) {
  const text = await readFile(join(ROOT, file), 'utf8');
  blocks.push(...blocksOf(file, text));
  await checks.check(`The links of ${file}`, () => checkLinks(file, text));
}
for (const block of blocks) {
  await checks.check(locationOf(block), () => checkBlock(block));
}

const emulator = await startEmulator({ port: 0 });
try {
  await checks.check('The samples for Node', compileForNode);
  await checks.check('The samples of tests', () =>
    run(APP_FOLDER, 'ng', 'test', '--no-watch', '--no-progress', '--browsers=UTC'),
  );
  await checks.check('The samples for Angular', buildApp);
  if (checks.failures.length === 0) {
    await checks.check('The app of the README in a browser', () =>
      openApp(join(APP_FOLDER, 'dist/my-app/browser'), emulator.url),
    );
  }
} finally {
  await emulator.close();
}

checks.report();
const seconds = Math.round((Date.now() - started) / 1000);
console.log(`\n${blocks.length} blocks of ${documents.length} documents (${seconds} s)`);

/** The Markdown files that readers are meant to read. */
async function markdownFiles() {
  const candidates = ['README.md'];
  for (const folder of ['docs', 'projects', 'examples']) {
    for (const entry of await readdir(join(ROOT, folder))) {
      candidates.push(`${folder}/${entry}`, `${folder}/${entry}/README.md`);
    }
  }
  return candidates.filter((file) => file.endsWith('.md') && existsSync(join(ROOT, file)));
}

function checkLinks(file, text) {
  const dead = linkedFiles(text).filter((target) => !existsSync(join(ROOT, dirname(file), target)));
  if (dead.length > 0) {
    throw new Error(`there is no ${dead.join(', no ')}.`);
  }
}

function locationOf({ file, line }) {
  return `${file}:${line}`;
}

async function checkBlock(block) {
  const { language, text } = block;
  if (language === 'js') {
    new Script(text);
  }
  if (['ts', 'js', 'html', 'css'].includes(language)) {
    await writeSample(block);
  } else if (language === 'json') {
    JSON.parse(text);
  } else if (language === 'sh') {
    await checkShell(ROOT, text);
  } else if (!UNCHECKED_LANGUAGES.includes(language)) {
    throw new Error(`nothing checks a block of the language "${language}".`);
  }
}

async function writeSample(block) {
  const path = pathOf(block);
  const earlier = blockByPath.get(path);
  if (earlier && earlier.text !== block.text) {
    throw new Error(`${locationOf(earlier)} has another file of the same name.`);
  }
  blockByPath.set(path, block);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, block.language === 'ts' ? moduleOf(block) : block.text);
}

function pathOf(block) {
  const { file, line, language, text } = block;
  const forNode = [...NODE_PROJECTS, ...NODE_GUIDES].some((path) => file.startsWith(path));
  const name = FILE_NAME_COMMENT.exec(text.slice(0, text.indexOf('\n')))?.[1];
  if (name) {
    return join(forNode ? NODE_FOLDER : APP_FOLDER, name);
  }
  if (language !== 'ts') {
    throw new Error(`the first line of a block of ${language} says its file, in a comment.`);
  }
  const fileName = `${file.replace(/\.md$/, '').replaceAll('/', '-')}-line-${line}.ts`;
  return forNode ? join(NODE_FOLDER, fileName) : join(APP_FOLDER, 'src/samples', fileName);
}

/** `export {}` makes a file without imports a module, so that its names do not collide with those of other files. */
function moduleOf({ context, text }) {
  return `${context}\n${text}export {};\n`;
}

async function compileForNode() {
  for (const project of NODE_PROJECTS) {
    await run(join(ROOT, project), 'npm', 'run', 'build', '--silent');
  }
  await run(NODE_FOLDER, 'tsc', '--project', '.');
  await run(NODE_FOLDER, 'node', '--import', 'tsx', '--test', ...(await nodeTests()));
}

async function nodeTests() {
  return (await readdir(NODE_FOLDER)).filter((name) => name.endsWith('.test.ts'));
}

/** Builds the README's app, whose only change is that it uses the emulator instead of Google. */
async function buildApp() {
  const file = join(APP_FOLDER, CONFIG_SAMPLE);
  const text = await readFile(file, 'utf8');
  if (!text.includes(CONFIG_PLACEHOLDER)) {
    throw new Error(`${CONFIG_SAMPLE} of the README does not hold ${CONFIG_PLACEHOLDER}.`);
  }
  const { clientId, endpoints } = emulatorConfig(emulator.url);
  await writeFile(file, text.replace(CONFIG_PLACEHOLDER, JSON.stringify({ clientId, endpoints })));
  await run(APP_FOLDER, 'ng', 'build', '--no-progress');
}

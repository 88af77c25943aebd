/** `npm run lint:api` runs this with `node --test` before it checks the packages themselves. */
import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import ts from 'typescript';
import { publicApiProblems } from './public-api.mjs';

const OPTIONS = {
  strict: true,
  noEmit: true,
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.Preserve,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  types: [],
};

let root;
before(async () => {
  root = await mkdtemp(join(tmpdir(), 'public-api-'));
});
after(() => rm(root, { recursive: true }));

/** The problems of a package with one entry, `index.ts`, and of the other files given. */
async function problemsOf(index, { files = {}, ...surface } = {}) {
  for (const [name, text] of Object.entries({ ...files, 'index.ts': index })) {
    await writeFile(join(root, name), text);
  }
  const entries = [join(root, 'index.ts')];
  return publicApiProblems({ entries, options: OPTIONS, root, ...surface });
}

test('public API: what is documented and can be named and used has no problems', async () => {
  const problems = await problemsOf(`
    /** How far it is. */
    export interface Progress<Item = string> {
      readonly kind: 'progress';
      /** The items. */
      readonly items: readonly Item[];
      /** The range. */
      readonly range: {
        /** In milliseconds. */
        readonly start: number;
      };
    }
    interface Base {
      /** The name. */
      readonly name: string;
    }
    /** A worker. */
    export class Worker implements Base {
      readonly name = 'worker' as string;
      #hidden = new Map<string, Hidden>();
      private readonly alsoHidden?: Hidden;
      /** Works. */
      work(...names: string[]): Promise<Progress> {
        return Promise.reject(new Error(String(names) + String(this.#hidden) + String(this.alsoHidden)));
      }
    }
    interface Hidden { readonly secret: string }
    export type { Hidden as ɵHidden };
  `);
  assert.deepEqual(problems, []);
});

test('public API: exports, members and members of inline types without TSDoc are told by file, line and name', async () => {
  const problems = await problemsOf(`export interface Options {
  readonly depth: number;
  /** @see https://example.com */
  readonly range: { readonly start: number };
}
export class Worker {
  constructor(readonly options: Options) {}
  /** Works. */
  work(at: { readonly time: number }): number { return at.time; }
  rest(): void {}
  protected hidden(): void {}
}
`);
  assert.deepEqual(problems, [
    'index.ts:1 Options: has no TSDoc',
    'index.ts:2 Options.depth: has no TSDoc',
    'index.ts:4 Options.range: has no TSDoc',
    'index.ts:4 Options.range.start: has no TSDoc',
    'index.ts:6 Worker: has no TSDoc',
    'index.ts:7 Worker.constructor: has no TSDoc',
    'index.ts:7 Worker.constructor.options: has no TSDoc',
    'index.ts:9 Worker.work.time: has no TSDoc',
    'index.ts:10 Worker.rest: has no TSDoc',
  ]);
});

test('public API: each overload needs TSDoc, its implementation does not', async () => {
  const problems = await problemsOf(`/** Of a text. */
export function lengthOf(text: string): number;
export function lengthOf(list: readonly string[]): number;
export function lengthOf(value: string | readonly string[]): number { return value.length; }
`);
  assert.deepEqual(problems, ['index.ts:3 lengthOf: has no TSDoc']);
});

test('public API: a type that a signature refers to has to be public, also where it is inferred', async () => {
  const problems = await problemsOf(
    `import { type Hidden, make } from './hidden';
export type { Hidden as ɵHidden } from './hidden';
/** Takes it. */
export function take(hidden: Hidden): void { void hidden; }
/** Gives it. */
export const give = () => make();
/** Needs it. */
export class Needs {
  /** Made with it. */
  constructor(hidden: readonly Hidden[]) { void hidden; }
}
`,
    {
      files: {
        'hidden.ts':
          'export interface Hidden { readonly a: number }\nexport const make = (): Hidden => ({ a: 1 });\n',
      },
    },
  );
  assert.deepEqual(problems, [
    'index.ts:4 take: refers to Hidden, which is not public',
    'index.ts:6 give: refers to Hidden, which is not public',
    'index.ts:10 Needs.constructor: refers to Hidden, which is not public',
  ]);
});

test('public API: a public alias names a hidden type, and the members of what is extended count', async () => {
  const problems = await problemsOf(`
interface Hidden { readonly a: number }
interface Base { readonly b: number }
/** Another name. */
export type Shown = Hidden;
/** Extends. */
export interface More extends Base {
  /** Hidden, by its public name. */
  readonly hidden: Hidden;
}
type HiddenName = 'a';
/** By names. */
export type Named = { readonly [Name in HiddenName]: Shown } & Pick<Hidden, HiddenName>;
/** Gives it. */
export declare function more(): More | Named;
`);
  assert.deepEqual(problems, [
    'index.ts:2 Hidden.a: has no TSDoc',
    'index.ts:3 Base.b: has no TSDoc',
  ]);
});

test('public API: a type that nothing public takes or gives cannot be used', async () => {
  const index = `/** Unused. */
export interface Unused {
  /** A member. */
  readonly a: number;
}
`;
  assert.deepEqual(await problemsOf(index), [
    'index.ts:2 Unused: no public function, class or constant takes or gives it',
  ]);
  assert.deepEqual(await problemsOf(index, { usedByAppsAlone: ['index.ts'] }), []);
});

test('public API: an internal entry exports names with ɵ alone', async () => {
  const index = `/** A. */
export const A = 1;
export { A as ɵA };
`;
  assert.deepEqual(await problemsOf(index, { internalEntries: [join(root, 'index.ts')] }), [
    'index.ts:2 A: does not begin with ɵ in an internal entry',
  ]);
});

test('public API: a value that is exported as a type, and a name that hides another, are told', async () => {
  const problems = await problemsOf(
    `export type { value } from './other';
export type * from './other';
/** Another. */
export const other = 1;
`,
    {
      files: {
        'other.ts': '/** V. */\nexport const value = 1;\n/** O. */\nexport const other = 2;\n',
      },
    },
  );
  assert.deepEqual(problems, [
    'index.ts:1 value: is a value that is exported as a type alone',
    'index.ts:2 other: has the name of another export, which hides it',
  ]);
});

test('public API: of an internal base class those types count that the public class puts in the place of its parameters', async () => {
  const problems = await problemsOf(`
    /** An item. */
    export interface Item {
      /** Its name. */
      readonly name: string;
    }
    interface Hidden { readonly name: string; }
    interface Kinds { readonly first: unknown; readonly second: unknown; }
    interface AppKinds extends Kinds { readonly first: Item; readonly second: Hidden; }
    type FirstOf<K extends Kinds> = K['first'];
    abstract class Base<K extends Kinds> {
      /** Some. */
      readonly some: readonly FirstOf<K>[] = [];
      /** Others. */
      others(): K['second'] {
        return undefined;
      }
    }
    /** A list. */
    export class List extends Base<AppKinds> {}
  `);
  assert.deepEqual(problems, ['index.ts:15 List.others: refers to Hidden, which is not public']);
});

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const MANIFEST = join(__dirname, '../package.json');
/** What Node has, and what Angular's CLI gives to the schematics of a collection with `encapsulation`. */
const PROVIDED = /^(node:|@angular-devkit\/|@schematics\/)/;

/** Anything else is found only where a package manager happens to put it. */
describe('schematics: imports', () => {
  it('only what Node, the CLI of Angular or a dependency of the package brings is imported', () => {
    const files = readdirSync(__dirname, { recursive: true, encoding: 'utf8' }).filter(
      (file) => file.endsWith('.ts') && !/\.spec\.ts$|\bspecs\b/.test(file),
    );
    const imported = files.flatMap((file) =>
      [...readFileSync(join(__dirname, file), 'utf8').matchAll(/ from '([^.'][^']*)';$/gm)].map(
        ([, specifier]) => String(specifier),
      ),
    );
    const { peerDependencies } = JSON.parse(readFileSync(MANIFEST, 'utf8')) as {
      readonly peerDependencies: Readonly<Record<string, string>>;
    };
    expect(imported).toContain('@angular-devkit/schematics');
    expect(
      imported.filter((name) => !PROVIDED.test(name) && !Object.hasOwn(peerDependencies, name)),
    ).toEqual([]);
  });

  for (const name of ['collection.json', 'migrations.json']) {
    it(`${name}: the CLI resolves its own packages for the schematics`, () => {
      const collection = JSON.parse(readFileSync(join(__dirname, name), 'utf8')) as object;
      expect(collection).toEqual(jasmine.objectContaining({ encapsulation: true }));
    });
  }
});

import type { Tree } from '@angular-devkit/schematics';
import * as ts from 'typescript';

/** By the kinds and versions of apps of the Angular CLI: what imports the parts of the root template, and that template. */
const ROOTS = [
  { module: 'app-module.ts', template: 'app.html' },
  { module: 'app.module.ts', template: 'app.component.html' },
  { module: 'app.ts', template: 'app.html' },
  { module: 'app.component.ts', template: 'app.component.html' },
];

const IMPORT_OF_CALENDAR = `import { Calendar } from './calendar/calendar';`;

/**
 * Puts the calendar at the end of the root component's template, for an app that has no routes.
 *
 * @returns whether it is there now.
 */
export function showInRoot(tree: Tree, folder: string, selector: string): boolean {
  const root = ROOTS.find(({ module }) => tree.exists(`${folder}/${module}`));
  if (!root || !tree.exists(`${folder}/${root.template}`)) {
    return false;
  }
  const file = `${folder}/${root.module}`;
  const source = ts.createSourceFile(file, tree.readText(file), ts.ScriptTarget.Latest, true);
  const imports = importsIn(source);
  if (!imports) {
    return false;
  }
  if (!imports.elements.some((element) => element.getText() === 'Calendar')) {
    const recorder = tree.beginUpdate(file);
    const comma = imports.elements.length > 0 && !imports.elements.hasTrailingComma ? ', ' : '';
    recorder.insertLeft(imports.elements.end, `${comma}Calendar`);
    const afterImports = source.statements.filter(ts.isImportDeclaration).at(-1)?.end ?? 0;
    recorder.insertLeft(afterImports, `\n${IMPORT_OF_CALENDAR}`);
    tree.commitUpdate(recorder);
  }
  const template = `${folder}/${root.template}`;
  const text = tree.readText(template);
  if (!text.includes(`<${selector}`)) {
    tree.overwrite(template, `${text.trimEnd()}\n<${selector} />\n`);
  }
  return true;
}

/** The list `imports` of the file's `@Component` or `@NgModule`. */
function importsIn(source: ts.SourceFile): ts.ArrayLiteralExpression | undefined {
  let found: ts.ArrayLiteralExpression | undefined;
  const visit = (node: ts.Node): void => {
    if (
      ts.isPropertyAssignment(node) &&
      node.name.getText() === 'imports' &&
      ts.isArrayLiteralExpression(node.initializer) &&
      ts.isDecorator(node.parent.parent.parent)
    ) {
      found ??= node.initializer;
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

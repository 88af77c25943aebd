import type { Tree } from '@angular-devkit/schematics';
import * as ts from 'typescript';

/** Where the versions and kinds of apps of the Angular CLI have their routes. */
const ROUTE_FILES = ['app.routes.ts', 'app-routing-module.ts', 'app-routing.module.ts'];
const LOAD_CALENDAR = `loadComponent: () => import('./calendar/calendar').then((module) => module.Calendar)`;

/**
 * Adds a route that loads the calendar: the first page of an app without routes, else `calendar`.
 *
 * @returns the path of the route, or `undefined` if the app has no list of routes.
 */
export function addRoute(tree: Tree, folder: string): string | undefined {
  for (const name of ROUTE_FILES) {
    const file = `${folder}/${name}`;
    const text = tree.exists(file) ? tree.readText(file) : '';
    const routes = routesIn(text);
    if (routes) {
      return addTo(routes, tree, file, text);
    }
  }
  return undefined;
}

function addTo(
  routes: ts.ArrayLiteralExpression,
  tree: Tree,
  file: string,
  text: string,
): string | undefined {
  const added = /path: '(\w*)'[^}]*import\('\.\/calendar\/calendar'\)/.exec(text);
  if (added) {
    return added[1];
  }
  const isFirst = routes.elements.length === 0;
  const path = isFirst ? '' : 'calendar';
  const match = isFirst ? `pathMatch: 'full', ` : '';
  // In front of the others, since the last one may match every path.
  tree.overwrite(
    file,
    `${text.slice(0, routes.getStart() + 1)}
  { path: '${path}', ${match}${LOAD_CALENDAR} },${isFirst ? '\n' : ''}${text.slice(routes.getStart() + 1)}`,
  );
  return path;
}

/** The list in `const routes: Routes = […]`. */
function routesIn(text: string): ts.ArrayLiteralExpression | undefined {
  const source = ts.createSourceFile('routes.ts', text, ts.ScriptTarget.Latest, true);
  return source.statements
    .filter(ts.isVariableStatement)
    .flatMap(({ declarationList }) => declarationList.declarations)
    .filter(({ type }) => type?.getText() === 'Routes')
    .map(({ initializer }) => initializer)
    .find((value) => value !== undefined && ts.isArrayLiteralExpression(value));
}

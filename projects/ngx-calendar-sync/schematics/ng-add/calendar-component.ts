import { chain, type Rule, type SchematicContext } from '@angular-devkit/schematics';
import { addFiles } from './added-files';
import type { Application } from './application';
import { showInRoot } from './calendar-in-root';
import { addRoute } from './calendar-route';

/** The files of a new app whose template is the CLI's welcome page; the names differ between versions and settings. */
const ROOT_TEMPLATES = ['app.html', 'app.component.html'];
const WELCOME_PAGE =
  /(?:<!--[\s*]*-->\s*)?<!--[\s*]*The content below[\s\S]*End of Placeholder[\s*]*-->\s*(?:<!--[\s*]*-->\s*)?/;
/** The heading stays, since the spec of a new app looks for it. */
const HEADING = '<h1>Hello, {{ title() }}</h1>\n\n';

/** Makes the calendar component and shows it: on a route, or in the root component of an app without routes. */
export function addCalendarComponent(application: Application): Rule {
  const { definition, folder } = application;
  const prefix = definition.prefix ?? 'app';
  return chain([
    addFiles('component', folder, { prefix }),
    replaceWelcomePage(folder),
    (tree, { logger }: SchematicContext) => {
      const path = addRoute(tree, folder);
      const selector = `${prefix}-calendar`;
      const isShown = path !== undefined || showInRoot(tree, folder, selector);
      logger.info(
        isShown
          ? `The calendar is shown at http://localhost:4200/${path ?? ''}`
          : `To see the calendar import Calendar of ./calendar/calendar into a component, and put <${selector} /> ` +
              'into its template.',
      );
    },
  ]);
}

function replaceWelcomePage(folder: string): Rule {
  return (tree) => {
    for (const name of ROOT_TEMPLATES) {
      const file = `${folder}/${name}`;
      const text = tree.exists(file) ? tree.readText(file) : '';
      if (WELCOME_PAGE.test(text)) {
        tree.overwrite(file, text.replace(WELCOME_PAGE, HEADING));
      }
    }
  };
}

import { chain, type Rule, type SchematicContext } from '@angular-devkit/schematics';
import { addFiles } from './added-files';
import type { Application } from './application';
import { showInRoot } from './calendar-in-root';
import { addRoute } from './calendar-route';
import type { NgAddOptions } from './options';

/** The files of a new app whose template is the CLI's welcome page; the names differ between versions and settings. */
const ROOT_TEMPLATES = ['app.html', 'app.component.html'];
const WELCOME_PAGE =
  /(?:<!--[\s*]*-->\s*)?<!--[\s*]*The content below[\s\S]*End of Placeholder[\s*]*-->\s*(?:<!--[\s*]*-->\s*)?/;
/** The heading stays, since the spec of a new app looks for it. */
const HEADING = '<h1>Hello, {{ title() }}</h1>\n\n';

/**
 * Makes the calendar component and shows it: on a route, or in the root component of an app without routes. With Google alone it
 * is FullCalendar, else a list of the events.
 */
export function addCalendarComponent(
  application: Application,
  provider: NgAddOptions['provider'],
): Rule {
  const { definition, folder } = application;
  const prefix = definition.prefix ?? 'app';
  return chain([
    provider === 'google'
      ? addFiles('component', folder, { prefix })
      : addList(folder, { prefix, hasGoogle: provider === 'both' }),
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

/** A calendar of an earlier `ng add` with another service stays: its files belong together. */
function addList(folder: string, values: { prefix: string; hasGoogle: boolean }): Rule {
  return (tree, { logger }: SchematicContext) => {
    const file = `${folder}/calendar/calendar.ts`;
    if (!tree.exists(file)) {
      return addFiles('list', folder, values);
    }
    if (!tree.readText(file).includes('OutlookCalendarService')) {
      logger.warn(
        `${file.slice(1)} stays as it is: inject OutlookCalendarService there to show its events.`,
      );
    }
    return undefined;
  };
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

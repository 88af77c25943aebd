import { chain, type Rule, type SchematicContext } from '@angular-devkit/schematics';
import { JSONFile } from '@schematics/angular/utility/json-file';
import type { Application } from './application';
import type { ServeCommands } from './build-targets';
import { tellOfRealServices } from './configuration';
import type { ChosenService } from './options';
import { labelsOf } from './services';

const DEV_ORIGIN = 'http://localhost:4200';
const MICROSOFT_SITES = 'https://login.microsoftonline.com https://graph.microsoft.com';

/** Tells how to run the app with the emulators and with the real services, and what Microsoft has to be told. */
export function tellNextSteps(
  application: Application,
  services: readonly ChosenService[],
  { withEmulator, withRealServices }: ServeCommands,
  realScript: string,
): Rule {
  const account =
    services.length > 1
      ? 'accounts'
      : `a${services[0]?.service.name === 'outlook' ? 'n' : ''} ${labelsOf(services.map(({ service }) => service))} account`;
  const commands = [
    ...services.flatMap(({ service, tokenServer }) => [
      `npm run ${service.emulator.script}`,
      ...(tokenServer === undefined ? [] : [`npm run ${service.tokenServer.script}`]),
    ]),
    `npx ${withEmulator}`,
  ];
  return (tree, { logger }: SchematicContext) => {
    logger.info(
      `To try it without ${account} run these, each in a terminal of its own, and sign in as Ada Meyer:`,
    );
    commands.forEach((command) => {
      logger.info(`  ${command}`);
    });
    // In a workspace of several applications the script may be that of another one.
    const script = new JSONFile(tree, '/package.json').get(['scripts', realScript]);
    const start = script === withRealServices ? `npm run ${realScript}` : `npx ${withRealServices}`;
    return chain([tellOfRealServices(application, services, start), tellOfMicrosoft(services)]);
  };
}

/** What the registration of the app needs, and the headers of its site. */
function tellOfMicrosoft(services: readonly ChosenService[]): Rule {
  return (_tree, { logger }: SchematicContext) => {
    const outlook = services.find(({ service }) => service.name === 'outlook');
    if (!outlook) {
      return;
    }
    const { auth, tokenServer } = outlook;
    const page = auth === 'redirect' ? '/' : '/outlook-redirect.html';
    const redirectUri =
      tokenServer === undefined ? DEV_ORIGIN + page : `${absolute(tokenServer)}/callback`;
    const platform = tokenServer === undefined ? 'Single-page application' : 'Web';
    logger.info(
      `In the registration of your app at https://entra.microsoft.com add the redirect URI ${redirectUri} of the ` +
        `platform "${platform}", and later that of your site.`,
    );
    logger.info(
      `A Content-Security-Policy of your site needs ${MICROSOFT_SITES}${tokenServer === undefined ? '' : ` and ${tokenServer}`} in connect-src.`,
    );
    if (auth !== 'redirect' && services.length > 1) {
      logger.info(
        'Your site may send Cross-Origin-Opener-Policy: same-origin-allow-popups with every page, outlook-redirect.html among ' +
          'them; same-origin would cut the link to the window of Google.',
      );
    }
  };
}

/** A path is one on the origin of the app. */
function absolute(tokenServer: string): string {
  return tokenServer.startsWith('/')
    ? `${DEV_ORIGIN}${tokenServer.replace(/\/$/, '')}`
    : tokenServer;
}

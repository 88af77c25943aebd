import { chain, type Rule, type SchematicContext } from '@angular-devkit/schematics';
import { addFiles } from './added-files';
import type { Application } from './application';
import { CLIENT_ID_PLACEHOLDER } from './options';

interface Configuration {
  readonly clientId: string;
  readonly auth: string;
  readonly tokenServer: string | undefined;
}

/**
 * Makes the configurations for Google and for the emulator. One that is there stays as it is, but for the placeholder of an
 * earlier `ng add` without a client ID.
 */
export function addConfiguration(application: Application, configuration: Configuration): Rule {
  const { clientId } = configuration;
  return chain([
    addFiles('config', application.folder, { ...configuration, stringLiteral }),
    (tree) => {
      const file = configurationFile(application);
      const text = tree.readText(file);
      if (clientId !== CLIENT_ID_PLACEHOLDER && text.includes(CLIENT_ID_PLACEHOLDER)) {
        tree.overwrite(file, text.replaceAll(CLIENT_ID_PLACEHOLDER, clientId));
      }
    },
  ]);
}

/** Tells how to run the app with Google, by the command `start`. */
export function tellOfGoogle(application: Application, clientId: string, start: string): Rule {
  return (tree, { logger }: SchematicContext) => {
    const path = configurationFile(application);
    const file = path.slice(1);
    const text = tree.readText(path);
    if (text.includes(CLIENT_ID_PLACEHOLDER)) {
      logger.info(`With the real Google: put your client ID into ${file}, then ${start}.`);
      return;
    }
    logger.info(`With the real Google: ${start}.`);
    if (clientId !== CLIENT_ID_PLACEHOLDER && !text.includes(clientId)) {
      logger.warn(`${file} stays as it is: the client ID that you have given is not in it.`);
    }
  };
}

function configurationFile({ folder }: Application): string {
  return `${folder}/google-calendar.config.ts`;
}

/** In the quotes of the CLI's files. */
function stringLiteral(text: string): string {
  return `'${text.replaceAll(/['\\]/g, '\\$&')}'`;
}

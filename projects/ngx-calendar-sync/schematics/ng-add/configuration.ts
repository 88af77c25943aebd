import { chain, type Rule, type SchematicContext } from '@angular-devkit/schematics';
import { addFiles } from './added-files';
import type { Application } from './application';
import type { ChosenService } from './options';
import { labelsOf, type Service } from './services';

/**
 * Makes the configurations for the service and for its emulator. One that is there stays as it is, but for the placeholder of
 * an earlier `ng add` without a client ID.
 */
export function addConfiguration(application: Application, chosen: ChosenService): Rule {
  const { service, clientId, auth, tokenServer } = chosen;
  const { clientIdPlaceholder } = service;
  return chain([
    addFiles(service.name, application.folder, { clientId, auth, tokenServer, stringLiteral }),
    (tree) => {
      const file = configurationFile(application, service);
      const text = tree.readText(file);
      if (clientId !== clientIdPlaceholder && text.includes(clientIdPlaceholder)) {
        tree.overwrite(file, text.replaceAll(clientIdPlaceholder, clientId));
      }
    },
  ]);
}

/** Tells how to run the app with the real services, by the command `start`. */
export function tellOfRealServices(
  application: Application,
  services: readonly ChosenService[],
  start: string,
): Rule {
  return (tree, { logger }: SchematicContext) => {
    const textOf = (service: Service) => tree.readText(configurationFile(application, service));
    const incomplete = services.filter(({ service }) =>
      textOf(service).includes(service.clientIdPlaceholder),
    );
    const real = `With the real ${labelsOf(services.map(({ service }) => service))}`;
    const files = incomplete.map(({ service }) => configurationFile(application, service).slice(1));
    logger.info(
      incomplete.length > 0
        ? `${real}: put your client ID into ${files.join(' and ')}, then ${start}.`
        : `${real}: ${start}.`,
    );
    for (const { service, clientId } of services) {
      const isGiven = clientId !== service.clientIdPlaceholder;
      if (isGiven && !textOf(service).includes(clientId)) {
        const file = configurationFile(application, service).slice(1);
        logger.warn(`${file} stays as it is: the client ID that you have given is not in it.`);
      }
    }
  };
}

function configurationFile({ folder }: Application, { configFile }: Service): string {
  return `${folder}/${configFile}.ts`;
}

/** In the quotes of the CLI's files. */
function stringLiteral(text: string): string {
  return `'${text.replaceAll(/['\\]/g, '\\$&')}'`;
}

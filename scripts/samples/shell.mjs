import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

const WORKSPACE_PACKAGE_FOLDERS = {
  'google-calendar-emulator': 'projects/google-emulator',
  'google-calendar-token-server': 'projects/token-server',
};
const COMMAND = /^(?:[A-Z_]+=\S+ )*(?:npm (?<npm>.+)|npx (?<npx>\S+)|node (?<file>\S+\.m?js))/;

/** Throws if a command names a script, package or file of this repository that does not exist. */
export async function checkShell(root, text) {
  const { scripts } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
  for (const line of text.split('\n').flatMap((commands) => commands.split(' && '))) {
    const { npm, npx, file } = COMMAND.exec(line)?.groups ?? {};
    if (npm) {
      checkScript(scripts, npm);
    }
    const bin =
      npx &&
      WORKSPACE_PACKAGE_FOLDERS[npx] &&
      join(WORKSPACE_PACKAGE_FOLDERS[npx], `bin/${npx}.mjs`);
    for (const needed of [bin, file]) {
      if (needed && !existsSync(join(root, needed))) {
        throw new Error(`"${line}": there is no ${needed}.`);
      }
    }
  }
}

function checkScript(scripts, args) {
  const [command, name] = args.split(' ');
  const script = command === 'run' ? name : command;
  const needsScript = command === 'run' || command === 'start' || command === 'test';
  if (needsScript && !scripts[script]) {
    throw new Error(`"npm ${args}": package.json has no script "${script}".`);
  }
}

import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { format, resolveConfig } from 'prettier';

/**
 * Writes generated TypeScript. With `--check` on the command line it writes nothing and fails if a file differs.
 * @param {Record<string, string>} files code by path
 * @param {string} header the comment that says where it comes from
 * @param {string} command what writes the files anew
 */
export async function writeOrCheck(files, header, command) {
  for (const [file, code] of Object.entries(files)) {
    const formatted = await format(`${header}\n\n${code}\n`, {
      ...(await resolveConfig(file)),
      parser: 'typescript',
    });
    if (!process.argv.includes('--check')) {
      await mkdir(dirname(file), { recursive: true });
      await writeFile(file, formatted);
    } else if ((await readFile(file, 'utf8')) !== formatted) {
      console.error(`${file} differs from what it is generated from. Run: ${command}`);
      process.exitCode = 1;
    }
  }
}

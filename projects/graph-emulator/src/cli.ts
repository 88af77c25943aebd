import { writeFile } from 'node:fs/promises';
import { readCliOptions, USAGE, UsageError } from './cli-options.ts';
import { createEmulator } from './emulator.ts';
import { importReport, loadSeedFiles } from './seed-files.ts';

async function main(): Promise<void> {
  const options = readCliOptions(process.argv.slice(2));
  if (options.help) {
    process.stdout.write(USAGE);
    return;
  }
  const { seed, loaded } = await loadSeedFiles(options.seedFiles, options.now ?? new Date());
  const emulator = await createEmulator({
    port: options.port,
    https: options.https,
    seed,
    controlOrigins: options.controlOrigins,
    ...(options.now && { now: options.now }),
  });
  if (options.certificateFile !== undefined && emulator.certificate !== undefined) {
    await writeFile(options.certificateFile, emulator.certificate);
  }
  loaded.flatMap(importReport).forEach((line) => {
    console.log(line);
  });
  console.log(`graph-calendar-emulator listening on ${emulator.url}`);

  const stop = () => void emulator.close().then(() => process.exit(0));
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
}

main().catch((error: unknown) => {
  if (error instanceof UsageError) {
    console.error(`${error.message}\n\n${USAGE}`);
    process.exitCode = 2;
    return;
  }
  const isPortTaken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
  console.error(isPortTaken ? `The port is taken: ${error.message}` : error);
  process.exitCode = 1;
});

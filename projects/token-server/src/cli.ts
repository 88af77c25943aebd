import { readCliOptions, USAGE, UsageError } from './cli-options.ts';
import { EnvironmentError, readEnvironment } from './environment.ts';
import type { Provider } from './options.ts';
import { startTokenServer } from './node/token-server.ts';

const print = (line: string) => process.stdout.write(`${line}\n`);
const printError = (line: string) => process.stderr.write(`${line}\n`);

async function main(): Promise<void> {
  const { help, provider, host, publicUrl, trustedProxies, rateLimit } = readCliOptions(
    process.argv.slice(2),
  );
  if (help) {
    process.stdout.write(USAGE);
    return;
  }
  const { options, port } = readEnvironment(process.env, {
    log: print,
    // Checked with the environment.
    ...(provider !== undefined && { provider: provider as Provider }),
    ...(publicUrl !== undefined && { publicUrl }),
  });
  const server = await startTokenServer({
    ...options,
    port,
    trustedProxies,
    ...(host !== undefined && { host }),
    ...(rateLimit !== undefined && { rateLimit: rateLimit > 0 && { limit: rateLimit } }),
  });
  print(`google-calendar-token-server listening on ${server.url}`);

  const stop = () => {
    // A second signal ends the process at once, without waiting for the requests under way.
    process.once('SIGINT', () => process.exit(1));
    process.once('SIGTERM', () => process.exit(1));
    void server.stop().then(() => process.exit(0));
  };
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
}

main().catch((error: unknown) => {
  if (error instanceof UsageError || error instanceof EnvironmentError) {
    printError(`${error.message}\n--help explains every option and variable.`);
    process.exitCode = 2;
    return;
  }
  const isPortTaken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
  printError(isPortTaken ? `The port is taken: ${error.message}` : String(error));
  process.exitCode = 1;
});

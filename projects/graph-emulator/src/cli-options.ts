import { parseArgs } from 'node:util';

export const USAGE = `Usage: graph-calendar-emulator [options]

Microsoft's identity platform and the calendars of Microsoft Graph v1.0 on this machine's loopback addresses.

  --port N                 port to listen on; 0 takes a free one (default 4310)
  --https                  speaks TLS, with a certificate that is made at the start
  --certificate FILE       writes that certificate (PEM) to this file, for clients to trust
  --seed FILE              the data to start with: a .json seed, or an .ics calendar export, which is added to
                           the first account; may be given more than once (default: made-up data around today)
  --control-origin ORIGIN  lets pages of this origin use the control endpoints; * for all; may be repeated
  --now ISO                start of the emulator's clock (default: the real time)
  --help                   shows this
`;

export interface CliOptions {
  readonly help: boolean;
  readonly port: number;
  readonly https: boolean;
  readonly certificateFile: string | undefined;
  readonly seedFiles: readonly string[];
  readonly controlOrigins: readonly string[];
  readonly now: Date | undefined;
}

/** The command line is invalid; the message tells the person who typed it what to change. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** @throws UsageError for an unknown option or an invalid value. */
export function readCliOptions(args: readonly string[]): CliOptions {
  const values = parse(args);
  const port = Number(values.port);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new UsageError(`--port must be a number from 0 to 65535, not "${values.port}".`);
  }
  const now = values.now === undefined ? undefined : new Date(values.now);
  if (now && Number.isNaN(now.getTime())) {
    throw new UsageError(`--now must be a date such as 2026-11-22T09:00:00Z, not "${values.now}".`);
  }
  if (values.certificate !== undefined && !values.https) {
    throw new UsageError('--certificate needs --https.');
  }
  return {
    help: values.help,
    port,
    https: values.https,
    certificateFile: values.certificate,
    seedFiles: values.seed,
    controlOrigins: values['control-origin'],
    now,
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        port: { type: 'string', default: '4310' },
        https: { type: 'boolean', default: false },
        certificate: { type: 'string' },
        seed: { type: 'string', multiple: true, default: [] },
        'control-origin': { type: 'string', multiple: true, default: [] },
        now: { type: 'string' },
        help: { type: 'boolean', short: 'h', default: false },
      },
    }).values;
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

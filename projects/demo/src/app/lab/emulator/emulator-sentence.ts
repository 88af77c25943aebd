import { EmulatorRefused } from './emulator-control';

/** What to tell the user when the emulator does not do what the Lab asks. */
export function emulatorSentence(error?: unknown): string {
  return error instanceof EmulatorRefused
    ? $localize`:@@lab.emulatorRefused:The emulator refuses this: it may not have the account or the event that this needs.`
    : $localize`:@@lab.emulatorUnreachable:The emulator does not do what this page asks. See whether “npm start” is still running, then try again.`;
}

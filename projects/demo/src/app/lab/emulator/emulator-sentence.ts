/** What to tell the user when the emulator cannot be controlled. */
export function emulatorSentence(): string {
  return $localize`:@@lab.emulatorUnreachable:The emulator does not do what this page asks. See whether “npm start” is still running, then try again.`;
}

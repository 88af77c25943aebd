import { SIGN_IN_WAYS, type SignInWay } from './sign-in-way';

/** The key in `localStorage` under which this browser keeps the way to sign in that its user has chosen. */
export const CHOSEN_WAY_KEY = 'calendar-demo.sign-in-way';

const PROBE_KEY = 'calendar-demo.probe';

/**
 * A choice, and the way that it was made in place of. The choice ends when another way becomes the first: who starts the
 * demo with `--auth redirect` wants to see that.
 */
interface ChosenWay {
  readonly way: SignInWay;
  readonly inPlaceOf: SignInWay;
}

/** The way that was chosen in place of this one; undefined where there is none, also where the storage is broken. */
export function readChosenWay(inPlaceOf: SignInWay): SignInWay | undefined {
  const chosen = parsed(read());
  return chosen?.inPlaceOf === inPlaceOf
    ? SIGN_IN_WAYS.find((way) => way === chosen.way)
    : undefined;
}

/** Whether the browser keeps anything. Ask before something is given up for a choice; this tells the other tabs nothing. */
export function canKeepChosenWay(): boolean {
  try {
    localStorage.setItem(PROBE_KEY, '');
    localStorage.removeItem(PROBE_KEY);
    return true;
  } catch {
    return false;
  }
}

/** @returns Whether the browser keeps the choice: its storage may be switched off or full. */
export function keepChosenWay(chosen: ChosenWay): boolean {
  try {
    localStorage.setItem(CHOSEN_WAY_KEY, JSON.stringify(chosen));
    return true;
  } catch {
    return false;
  }
}

function read(): string | null {
  try {
    return localStorage.getItem(CHOSEN_WAY_KEY);
  } catch {
    return null;
  }
}

function parsed(text: string | null): Partial<Record<keyof ChosenWay, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text ?? 'null');
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}

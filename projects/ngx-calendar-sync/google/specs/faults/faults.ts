import { control, EMULATOR_URL } from '../emulator';

/** How a request may fail. */
export const FAULTS: Readonly<Record<string, object>> = {
  '401': { status: 401 },
  '403 rate limit': { status: 403, reason: 'userRateLimitExceeded' },
  '403 forbidden': { status: 403, reason: 'forbidden' },
  '404': { status: 404 },
  // Browsers may cache a 410, and would then never repeat the request.
  '410': { status: 410, headers: { 'Cache-Control': 'no-store' } },
  '429': { status: 429 },
  '500': { status: 500 },
  '503': { status: 503 },
  'dropped connection': { drop: 'before' },
  'cut body': { drop: 'middle' },
  // In virtual time this is longer than a request waits for its answer.
  delay: { delayMs: 600 },
};

/** How often each fault occurs: 0 is until it is cleared. */
export const FAULT_COUNTS = { once: 1, lasting: 0 };

/** Adds a fault to the emulator. Returns its number. */
export async function addFault(rule: object): Promise<number> {
  const { id } = await control<{ readonly id: number }>('fault', rule);
  return id;
}

export async function clearFaults(): Promise<void> {
  await control('clearFaults', {});
}

/** The numbers of the faults that have met a request since faults were cleared last. */
export async function firedRules(): Promise<ReadonlySet<number>> {
  const response = await fetch(`${EMULATOR_URL}/_emulator/faults`);
  const rules = (await response.json()) as readonly {
    readonly id: number;
    readonly fired: number;
  }[];
  return new Set(rules.filter(({ fired }) => fired > 0).map(({ id }) => id));
}

import { EmulatorFaults } from '../../../service/specs/faults/emulator-faults';
import { EMULATOR_URL } from '../emulator';

export { FAULT_COUNTS } from '../../../service/specs/faults/emulator-faults';

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
  // Virtual time passes meanwhile, and by far not so much that a request gives its answer up: what it asks for would come late.
  delay: { delayMs: 400 },
};

export const EMULATOR_FAULTS = new EmulatorFaults(EMULATOR_URL);

export const { add: addFault, clear: clearFaults, fired: firedRules } = EMULATOR_FAULTS;

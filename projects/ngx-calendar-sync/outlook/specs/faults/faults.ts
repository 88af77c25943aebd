import { EmulatorFaults } from '../../../service/specs/faults/emulator-faults';
import { GRAPH_EMULATOR_URL } from '../outlook-app';

/** How a request may fail. */
export const FAULTS: Readonly<Record<string, object>> = {
  '401': { name: 'error', status: 401, code: 'InvalidAuthenticationToken' },
  '403': { name: 'error', status: 403, code: 'ErrorAccessDenied' },
  '404': { name: 'error', status: 404, code: 'ErrorItemNotFound' },
  '412 without cause': { name: 'precondition-failed' },
  throttled: { name: 'throttled', retryAfter: 2 },
  '500': { name: 'unavailable', status: 500 },
  '503': { name: 'unavailable', status: 503 },
  '504': { name: 'unavailable', status: 504 },
  'lost request': { name: 'lost-request' },
  'lost answer': { name: 'lost-answer' },
  'cut answer': { name: 'cut-answer' },
  // Virtual time passes meanwhile, and by far not so much that a request gives its answer up: what it asks for would come late.
  slow: { name: 'slow', delayMs: 400 },
};

/** Ways and failures of delta that meet whichever request they can, all through a scenario. */
export const DELTA_FAULTS: Readonly<Record<string, object>> = {
  'a lost cursor': { name: 'cursor-lost', times: 1 },
  'a cursor that cannot be read': { name: 'malformed-token', times: 1 },
  'a 503 in paging': { name: 'unavailable-in-paging', times: 2 },
  'rows that come twice': { name: 'rows-twice' },
  'series over several pages': { name: 'series-split' },
  'masters left out': { name: 'master-missing' },
  'a first page without rows': { name: 'empty-page' },
  'ids that nobody had': { name: 'removed-from-outside' },
  'deleted series told by their occurrences': { name: 'series-removed-by-occurrence' },
  'one etag for each series': { name: 'etag-per-series' },
};

export const EMULATOR_FAULTS = new EmulatorFaults(GRAPH_EMULATOR_URL);

export const { add: addFault, clear: clearFaults, fired: firedRules } = EMULATOR_FAULTS;

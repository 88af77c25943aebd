import { type RequestSlot, slotsOf } from '../../../service/specs/faults/request-slots';
import { requestsOf } from '../emulator-requests';

import type { Account } from './account';

export type { RequestSlot };

/** The ids that events have in every account. Other ids are made while an app writes. */
const KNOWN_IDS =
  /^(weekly|review|dentist|holiday|lunch|party|concert|training|match|camps|meeting|banquet)(_|$)/;

/** The requests that an account sends while something is done. */
export async function slotsDuring(
  account: Account,
  run: () => Promise<unknown>,
): Promise<readonly RequestSlot[]> {
  const before = await requestsOf(account.email);
  await run();
  const requests = await requestsOf(account.email);
  return slotsOf(requests.slice(before.length), (path) => withKnownIds(account.toTemplate(path)));
}

/** A path with a star for an id that is different in every account. What comes after it, as in occurrences, stays. */
function withKnownIds(path: string): string {
  return path.replace(/(?<=\/events\/)([^/_]+)/, (id) => (KNOWN_IDS.test(id) ? id : '*'));
}

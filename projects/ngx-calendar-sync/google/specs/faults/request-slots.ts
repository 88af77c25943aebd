import { type EmulatorRequest, requestsOf } from '../emulator-requests';
import type { Account } from './account';

/** The ids that events have in every account. Other ids are made while an app writes. */
const KNOWN_IDS =
  /^(weekly|review|dentist|holiday|lunch|party|concert|training|match|camps|meeting|banquet)(_|$)/;

/** One request of what an app does: the n-th with this method and path. The path is a template, the same for all accounts. */
export interface RequestSlot {
  readonly method: string;
  readonly path: string;
  readonly nth: number;
}

/** The requests that an account sends while something is done. */
export async function slotsDuring(
  account: Account,
  run: () => Promise<unknown>,
): Promise<readonly RequestSlot[]> {
  const before = await requestsOf(account.email);
  await run();
  const requests = await requestsOf(account.email);
  return slotsOf(account, requests.slice(before.length));
}

function slotsOf(account: Account, requests: readonly EmulatorRequest[]): readonly RequestSlot[] {
  const counts = new Map<string, number>();
  return requests.map(({ method, path }) => {
    const template = withKnownIds(account.toTemplate(path));
    const nth = (counts.get(`${method} ${template}`) ?? 0) + 1;
    counts.set(`${method} ${template}`, nth);
    return { method, path: template, nth };
  });
}

/** A path with a star for an id that is different in every account. What comes after it, as in occurrences, stays. */
function withKnownIds(path: string): string {
  return path.replace(/(?<=\/events\/)([^/_]+)/, (id) => (KNOWN_IDS.test(id) ? id : '*'));
}

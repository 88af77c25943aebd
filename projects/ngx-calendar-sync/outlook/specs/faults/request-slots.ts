import { type RequestSlot, slotsOf } from '../../../service/specs/faults/request-slots';
import { GRAPH_EMULATOR_URL } from '../outlook-app';
import type { Account } from './account';

export type { RequestSlot };

interface LoggedRequest {
  readonly method: string;
  readonly path: string;
  readonly user?: string;
}

/** The requests that an account sends while something is done. */
export async function slotsDuring(
  account: Account,
  run: () => Promise<unknown>,
): Promise<readonly RequestSlot[]> {
  const before = await requestsOf(account);
  await run();
  const requests = await requestsOf(account);
  return slotsOf(requests.slice(before.length), withoutIds);
}

async function requestsOf({ email }: Account): Promise<readonly LoggedRequest[]> {
  const response = await fetch(`${GRAPH_EMULATOR_URL}/_emulator/requests`);
  const requests = (await response.json()) as readonly LoggedRequest[];
  return requests.filter(({ user }) => user === email);
}

/** No two accounts share an id: each is a star. */
function withoutIds(path: string): string {
  return path.replace(/(?<=\/(?:calendars|events)\/)[^/]+/g, '*');
}

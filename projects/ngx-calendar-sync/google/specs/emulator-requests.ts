import { EMULATOR_URL } from './emulator';

/** A request that the emulator has answered. */
export interface EmulatorRequest {
  readonly method: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly user?: string;
  /** 0 where a fault has dropped the connection. */
  readonly status: number;
}

/** The requests that this account has sent so far, the oldest first. */
export async function requestsOf(email: string): Promise<readonly EmulatorRequest[]> {
  const response = await fetch(`${EMULATOR_URL}/_emulator/requests`);
  const requests = (await response.json()) as readonly EmulatorRequest[];
  return requests.filter(({ user }) => user === email);
}

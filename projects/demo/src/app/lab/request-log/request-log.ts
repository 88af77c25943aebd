import { inject, Injectable, signal } from '@angular/core';
import { DemoTabs } from '../live/demo-tabs';
import type { RequestPurpose } from './request-purpose';

/** What is kept of a request: no token, no query, nothing of an event. */
export interface LoggedRequest extends RequestPurpose {
  /** Unique among all tabs. */
  readonly id: string;
  /** The number of the tab that has sent it. */
  readonly tab: number;
  /** Milliseconds since the epoch. */
  readonly sentAt: number;
  readonly method: string;
  /** Absent while the answer is awaited. */
  readonly outcome?: RequestOutcome;
}

export interface RequestOutcome {
  /** The HTTP status; 0 where there was no answer. `cancelled` where the answer was not awaited. */
  readonly status: number | 'cancelled';
  /** The refusals within the answer to a batch. */
  readonly batchedErrors: readonly number[];
  readonly tookMs: number;
}

export const MAX_LOGGED_REQUESTS = 200;

/** The last requests of the library in all tabs of the demo, the newest first. */
@Injectable({ providedIn: 'root' })
export class RequestLog {
  readonly #tabs = inject(DemoTabs);
  readonly #requests = signal<readonly LoggedRequest[]>([]);
  readonly #channel = openChannel('ngx-calendar-sync demo requests');

  readonly requests = this.#requests.asReadonly();

  constructor() {
    this.#channel?.addEventListener('message', ({ data }: MessageEvent<LoggedRequest>) => {
      this.#put(data);
    });
  }

  /** Logs a request that is sent now. Returns the function to call with what becomes of it. */
  sent(method: string, purpose: RequestPurpose): (outcome: Omit<RequestOutcome, 'tookMs'>) => void {
    const request: LoggedRequest = {
      ...purpose,
      id: `${Math.random()}`,
      tab: this.#tabs.number(),
      sentAt: Date.now(),
      method,
    };
    const began = performance.now();
    this.#publish(request);
    return (outcome) => {
      const tookMs = Math.round(performance.now() - began);
      this.#publish({ ...request, outcome: { ...outcome, tookMs } });
    };
  }

  clear(): void {
    this.#requests.set([]);
  }

  #publish(request: LoggedRequest): void {
    this.#put(request);
    this.#channel?.postMessage(request);
  }

  #put(request: LoggedRequest): void {
    this.#requests.update((requests) => withRequest(requests, request));
  }
}

/** The list with a request that is new or has got its outcome, the newest first. */
export function withRequest(
  requests: readonly LoggedRequest[],
  request: LoggedRequest,
): readonly LoggedRequest[] {
  if (requests.some(({ id }) => id === request.id)) {
    return requests.map((one) => (one.id === request.id ? request : one));
  }
  // Requests of other tabs come late by the time of a message.
  const newer = requests.filter(({ sentAt }) => sentAt > request.sentAt);
  return [...newer, request, ...requests.slice(newer.length)].slice(0, MAX_LOGGED_REQUESTS);
}

/** `undefined` in a browser that has no BroadcastChannel, or forbids it. */
function openChannel(name: string): BroadcastChannel | undefined {
  try {
    return new BroadcastChannel(name);
  } catch {
    return undefined;
  }
}

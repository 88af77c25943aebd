import { computed, inject, Injectable, signal } from '@angular/core';
import { DemoConfigLoader } from '../../config/demo-config';

/** Which requests the emulator fails or delays, and how: fields as its README has them. */
export interface Fault {
  readonly path: string;
  /** How many requests are met in all; 0 for all that follow. */
  readonly times: number;
  readonly delayMs?: number;
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly drop?: 'before';
}

interface FaultReport {
  readonly rule: Fault;
  /** How many requests it has met. */
  readonly fired: number;
}

/** A request to Calendar v3 in the name of an account. */
export interface ActingRequest {
  readonly method?: string;
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: object;
}

/** The emulator cannot be controlled: it does not run, or does not let this page do so. */
export class EmulatorUnreachable extends Error {}

/** The emulator runs, but cannot do this: the account or the event is not there, say. */
export class EmulatorRefused extends Error {}

/** The status with which the control endpoints refuse a request that they have understood. */
const REFUSED_STATUS = 400;

/** The control endpoints of the emulator, and the one fault at a time that the Lab puts there. */
@Injectable({ providedIn: 'root' })
export class EmulatorControl {
  readonly #config = inject(DemoConfigLoader).config;
  /** Absent with the real Google. */
  readonly #address = computed(() => {
    const { environment, endpoints } = this.#config() ?? {};
    return environment === 'emulator' && endpoints?.api
      ? new URL('/_emulator/', endpoints.api).href
      : undefined;
  });
  readonly #reports = signal<readonly FaultReport[]>([]);
  readonly #unreachable = signal(false);

  /** Whether Google is the emulator; `undefined` until the configuration is loaded. */
  readonly isThere = computed(() => this.#config() && this.#address() !== undefined);
  readonly unreachable = this.#unreachable.asReadonly();
  /** Whether a fault is there that may still meet requests. */
  readonly hasFault = computed(() =>
    this.#reports().some(({ rule, fired }) => rule.times === 0 || fired < rule.times),
  );

  /** How many requests this fault has met; `undefined` if it is not there. */
  fired(fault: Fault): number | undefined {
    return this.#reports().find(({ rule }) => isSame(rule, fault))?.fired;
  }

  /** Reads which faults there are, also those of another tab and of the page before a reload. */
  async refresh(): Promise<void> {
    if (this.isThere()) {
      this.#reports.set((await this.#request('faults')) as readonly FaultReport[]);
    }
  }

  /** Puts this fault in the place of any other one. */
  async setFault(fault: Fault): Promise<void> {
    await this.#request('clearFaults', {});
    await this.#request('fault', fault);
    await this.refresh();
  }

  async clearFaults(): Promise<void> {
    await this.#request('clearFaults', {});
    await this.refresh();
  }

  expireTokens(email: string): Promise<unknown> {
    return this.#request('expireTokens', { email });
  }

  revokeTokens(email: string): Promise<unknown> {
    return this.#request('revokeTokens', { email });
  }

  expireSyncTokens(): Promise<unknown> {
    return this.#request('expireSyncTokens', {});
  }

  /** Sends a request as another app of the account would. It meets no fault. */
  as(email: string, request: ActingRequest): Promise<unknown> {
    return this.#request('as', { email, ...request });
  }

  /** @param body Reads where there is none. */
  async #request(action: string, body?: object): Promise<unknown> {
    const init = body && { method: 'POST', body: JSON.stringify(body) };
    const response = await fetch(`${this.#address()}${action}`, init).catch(() => undefined);
    const isUnderstood = response?.ok === true || response?.status === REFUSED_STATUS;
    this.#unreachable.set(!isUnderstood);
    if (!response || !isUnderstood) {
      throw new EmulatorUnreachable(`${action}: ${response?.status ?? 'no answer'}`);
    }
    if (!response.ok) {
      throw new EmulatorRefused(action);
    }
    return response.json();
  }
}

function isSame(a: Fault, b: Fault): boolean {
  return a.path === b.path && a.status === b.status && a.delayMs === b.delayMs && a.drop === b.drop;
}

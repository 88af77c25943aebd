import { ɵVERSION as VERSION } from 'ngx-calendar-sync/base';
import type { WorkerMessage } from '../worker-message';

/** Starts a worker that reads pages in JSON. */
export function startWorker(): Worker {
  return new Worker(new URL('./copy.worker', import.meta.url), { type: 'module' });
}

/** Starts a worker with another script. */
export function startScript(script: string): Worker {
  return new Worker(URL.createObjectURL(new Blob([script], { type: 'text/javascript' })), {
    type: 'module',
  });
}

/** When a worker is ended: as it gets its n-th call, or as it sends its n-th result, which is lost. */
export interface Death {
  readonly at: 'call' | 'result';
  readonly number: number;
}

/** A worker that the browser ends in the middle of its work, without an event. */
export class DyingWorker extends EventTarget implements Worker {
  readonly #worker = startWorker();
  readonly #death: Death;
  #calls = 0;
  #results = 0;

  onmessage: Worker['onmessage'] = null;
  onmessageerror: Worker['onmessageerror'] = null;
  onerror: Worker['onerror'] = null;
  /** Whether it got as far as its death. */
  isDead = false;

  constructor(death: Death) {
    super();
    this.#death = death;
    this.#worker.onmessage = (event: MessageEvent<WorkerMessage>) => {
      if (event.data.kind === 'result') {
        this.#results += 1;
        this.#dieAt('result', this.#results);
      }
      if (!this.isDead) {
        this.onmessage?.call(this, event);
      }
    };
  }

  postMessage(message: { readonly kind: string }): void {
    this.#worker.postMessage(message);
    if (message.kind === 'call') {
      this.#calls += 1;
      this.#dieAt('call', this.#calls);
    }
  }

  terminate(): void {
    this.#worker.terminate();
  }

  #dieAt(at: Death['at'], number: number): void {
    if (at === this.#death.at && number === this.#death.number) {
      this.isDead = true;
      this.terminate();
    }
  }
}

/** A worker that starts, and then answers no call. */
export function startHangingWorker(): Worker {
  return startScript(`
    postMessage({ kind: 'loaded', version: '${VERSION}' });
    onmessage = ({ data }) => {
      if (data.kind === 'begin') {
        navigator.locks.request(data.lock, () => {
          postMessage({ kind: 'ready' });
          return new Promise(() => undefined);
        });
      }
    };
  `);
}

import { readJsonPage } from './specs/json-pages';
import { WorkerHost, type WorkerScope } from './worker-host';
import type { PageMessage, WorkerMessage } from './worker-message';

describe('WorkerHost', () => {
  it('begin: a browser that refuses the lock keeps no worker from starting', async () => {
    spyOn(navigator.locks, 'request').and.rejectWith(new DOMException('refused', 'SecurityError'));
    const ready = await new Promise<WorkerMessage>((resolve) => {
      const scope: WorkerScope = {
        onmessage: null,
        postMessage: (message) => {
          if (message.kind !== 'loaded') {
            resolve(message);
          }
        },
      };
      new WorkerHost(scope, readJsonPage);
      const data: PageMessage = { kind: 'begin', replicaName: 'refused', lock: 'refused' };
      scope.onmessage?.(new MessageEvent('message', { data }));
    });
    expect(ready).toEqual({ kind: 'ready' });
  });
});

import type { HttpBindings } from '@hono/node-server';

/** Hono's environment: what middleware and handlers share for one request. */
export interface Env {
  Bindings: HttpBindings;
  Variables: {
    /** How a fault closed the connection: without an answer, or in the middle of the body. Unset without such a fault. */
    connectionLoss?: 'dropped' | 'cut';
  };
}

import type { HttpBindings } from '@hono/node-server';

/** What every request carries with it. */
export interface Env {
  Bindings: HttpBindings;
  Variables: {
    /** What became of the connection, where a fault has met it. */
    fate?: 'dropped' | 'cut';
  };
}

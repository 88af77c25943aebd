import type { Context } from 'hono';

/** The access token of a request. */
export function tokenOf(context: Context): string | undefined {
  return /^Bearer\s+(.+)$/i.exec(context.req.header('Authorization') ?? '')?.[1];
}

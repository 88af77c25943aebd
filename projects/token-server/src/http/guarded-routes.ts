import type { Context, Hono, MiddlewareHandler } from 'hono';
import type { Settings } from '../settings.ts';
import { form } from './form.ts';
import { navigationGuard, pageGuard, type Guard } from './guards.ts';
import { rateLimit } from './rate-limit.ts';
import type { TokenEnv } from './token-env.ts';

type Handler = (context: Context<TokenEnv>) => Response | Promise<Response>;

interface RouteOptions {
  /**
   * False for a route that must always work and asks nothing of Google. Its refused requests are limited nevertheless,
   * so that nobody can send them without end.
   */
  readonly isLimited?: boolean;
}

/**
 * The only way to add a route. Each method adds one kind of route, and the guards of that kind are part of the
 * definition: method, origin, CSRF header and body limit. `guarded-routes.spec.ts` walks the routes of the assembled app
 * and fails for one that a wrong request gets through.
 */
export class GuardedRoutes {
  private readonly limit: MiddlewareHandler<TokenEnv>;

  /** @param paths Receives the path of each route, for the access log. */
  constructor(
    private readonly app: Hono<TokenEnv>,
    private readonly settings: Settings,
    private readonly paths: Set<string>,
  ) {
    this.limit = settings.rateLimit ? rateLimit(settings.rateLimit) : (_, next) => next();
  }

  /**
   * A route that a page posts a form to. Its guards: POST alone; an `Origin` of the list; the CSRF header; the rate
   * limit; a body that is a form of 16 kB at most.
   */
  addPageRoute(path: string, handler: Handler, { isLimited = true }: RouteOptions = {}): void {
    const check = this.check(pageGuard, isLimited);
    this.app.post(this.fullPath(path), check, this.limit, refuse, form, handler);
  }

  /**
   * A route that the browser opens with the whole tab. Its guards: GET alone, so that there is no body; no `Origin` that
   * is not on the list; no frame, image or script, in place of the CSRF header, which a navigation cannot carry; the rate
   * limit.
   */
  addNavigationRoute(
    path: string,
    handler: Handler,
    { isLimited = true }: RouteOptions = {},
  ): void {
    const check = this.check(navigationGuard, isLimited);
    this.app.get(this.fullPath(path), check, this.limit, refuse, handler);
  }

  /**
   * A route that anybody may ask, as often as they like. Its only guard is the method, GET, so it may neither reveal nor
   * change anything. Each has to be named in `guarded-routes.spec.ts`.
   */
  addPublicRoute(path: string, handler: Handler): void {
    this.app.get(this.fullPath(path), handler);
  }

  private fullPath(path: string): string {
    const full = `${this.settings.basePath}${path}`;
    this.paths.add(full);
    return full;
  }

  private check(guard: Guard, isLimited: boolean): MiddlewareHandler<TokenEnv> {
    return async (context, next) => {
      const result = guard(context, this.settings.allowedOrigins);
      context.set('guardResult', result);
      context.set('isLimited', isLimited || result.refusal !== undefined);
      return next();
    };
  }
}

/** Runs after the rate limit, so that refused requests are counted too. */
const refuse: MiddlewareHandler<TokenEnv> = async (context, next) => {
  const { refusal } = context.get('guardResult');
  if (refusal) {
    throw refusal;
  }
  return next();
};

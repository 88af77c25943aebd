import type { Context, Hono, MiddlewareHandler } from 'hono';
import type { Settings } from '../settings.ts';
import { form } from './form.ts';
import { browserGuard, pageGuard, type Guard } from './guards.ts';
import { rateLimit } from './rate-limit.ts';
import type { TokenEnv } from './token-env.ts';

type Handler = (context: Context<TokenEnv>) => Response | Promise<Response>;

interface RouteOptions {
  /** False for what has to work always and costs nothing; refused requests are limited nevertheless. */
  readonly limited?: boolean;
}

/** Routes that carry their guards with them, so that none can be added without. */
export class GuardedRoutes {
  private readonly limit: MiddlewareHandler<TokenEnv>;

  /** @param paths Gets each path that is added. */
  constructor(
    private readonly app: Hono<TokenEnv>,
    private readonly settings: Settings,
    private readonly paths: Set<string>,
  ) {
    this.limit = settings.rateLimit ? rateLimit(settings.rateLimit) : (_, next) => next();
  }

  /** What pages post a form to. */
  forPages(path: string, handler: Handler, { limited = true }: RouteOptions = {}): void {
    const own = this.own(path);
    this.app.post(own, this.judge(pageGuard, limited), this.limit, refuse, form, handler);
  }

  /** Where the browser itself goes, with the whole tab. */
  forBrowsers(path: string, handler: Handler, { limited = true }: RouteOptions = {}): void {
    const own = this.own(path);
    this.app.get(own, this.judge(browserGuard, limited), this.limit, refuse, handler);
  }

  /** What anybody may ask, as often as they like. */
  forAnybody(path: string, handler: Handler): void {
    this.app.get(this.own(path), handler);
  }

  private own(path: string): string {
    const own = `${this.settings.basePath}${path}`;
    this.paths.add(own);
    return own;
  }

  private judge(guard: Guard, limited: boolean): MiddlewareHandler<TokenEnv> {
    return async (context, next) => {
      const verdict = guard(context, this.settings.allowedOrigins);
      context.set('verdict', verdict);
      context.set('isLimited', limited || verdict.refusal !== undefined);
      return next();
    };
  }
}

/** After the limit, so that refused requests are counted, apart from the others. */
const refuse: MiddlewareHandler<TokenEnv> = async (context, next) => {
  const { refusal } = context.get('verdict');
  if (refusal) {
    throw refusal;
  }
  return next();
};

import {
  cut,
  drop,
  type Env,
  type RequestRules,
  type RequestTarget,
} from 'google-calendar-emulator/internal';
import type { Context, MiddlewareHandler } from 'hono';
import { errorBody, GraphError, preconditionFailed } from '../graph/graph-error.ts';
import type { GraphEnv } from '../graph/graph-env.ts';
import { isFailing, type NamedFault } from './named-fault.ts';

/** The parts of a request that a fault is matched against. */
export interface GraphTarget extends RequestTarget {
  /** Whether it is about a later page, and whether it brings a cursor of delta. */
  readonly isLaterPage: boolean;
  readonly hasCursor: boolean;
}

export type Faults = RequestRules<NamedFault, GraphTarget>;

/** Some faults meet only requests of a kind, whichever path they have. */
export function appliesTo({ name }: NamedFault, target: GraphTarget): boolean {
  switch (name) {
    case 'unavailable-in-paging':
      return target.isLaterPage;
    case 'cursor-lost':
    case 'malformed-token':
      return target.hasCursor;
    default:
      return true;
  }
}

/** Applies the faults to the requests of the API. Those that only change an answer are left to its route. */
export function withFaults(
  faults: Faults,
  now: () => number,
  userOf: (context: Context) => string | undefined,
): MiddlewareHandler<GraphEnv> {
  return async (context, next) => {
    const { path, method } = context.req;
    const met = new Map<string, NamedFault>();
    context.set('met', met);
    // A fault is meant for the request itself, and would otherwise meet the browser's CORS preflight for it.
    if (method === 'OPTIONS') {
      return next();
    }
    const query = new URL(context.req.url).searchParams;
    const target = {
      method,
      path,
      user: userOf(context),
      isLaterPage: query.has('$skiptoken') || query.has('$skip'),
      hasCursor: query.has('$skiptoken') || query.has('$deltatoken'),
    };
    for (const fault of faults.meeting(target)) {
      met.set(fault.name, fault);
      if (fault.name === 'slow') {
        await new Promise((resolve) => setTimeout(resolve, fault.delayMs));
      } else if (fault.name === 'lost-request') {
        return drop(context as unknown as Context<Env>);
      }
      const refusal = isFailing(fault.name) ? refusalOf(fault) : undefined;
      if (refusal) {
        return context.json(errorBody(refusal, now()), refusal.status as 400, refusal.headers);
      }
    }
    await next();
    if (met.has('lost-answer')) {
      context.res = drop(context as unknown as Context<Env>);
    } else if (met.has('cut-answer')) {
      await cut(context as unknown as Context<Env>);
    }
    return undefined;
  };
}

function refusalOf({ name, status, code, retryAfter = 10 }: NamedFault): GraphError | undefined {
  switch (name) {
    case 'throttled':
      return throttled(retryAfter);
    case 'unavailable':
    case 'unavailable-in-paging':
      return new GraphError(status ?? 503, 'UnknownError', '');
    case 'precondition-failed':
      return preconditionFailed();
    case 'cursor-lost':
      return cursorLost(status, code);
    case 'malformed-token':
      return malformedToken();
    case 'error':
      return new GraphError(
        status ?? 500,
        code ?? 'ErrorInternalServerError',
        'An error occurred.',
      );
    default:
      return undefined;
  }
}

export function throttled(retryAfterSeconds: number): GraphError {
  return new GraphError(
    429,
    'ApplicationThrottled',
    'Application is over its MailboxConcurrency limit.',
    { 'Retry-After': String(retryAfterSeconds) },
  );
}

export function cursorLost(status = 410, code = 'SyncStateNotFound'): GraphError {
  return new GraphError(status, code, 'The sync state generation is not found.');
}

export function malformedToken(): GraphError {
  return new GraphError(400, 'BadRequest', 'Badly formed token.');
}

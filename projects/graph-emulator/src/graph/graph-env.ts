import type { Env } from 'google-calendar-emulator/internal';
import type { Context } from 'hono';
import type { Mailbox } from '../calendar/mailbox.ts';
import type { ShortMonths } from '../calendar/pattern.ts';
import type { World } from '../calendar/world.ts';
import type { NamedFault } from '../faults/named-fault.ts';
import type { CheckAccessToken } from '../identity/identity.ts';

/** Who sends a request, and what it may do. */
export interface Caller {
  readonly mailbox: Mailbox;
  readonly scopes: ReadonlySet<string>;
}

/** Hono's environment: what middleware and handlers share for one request. */
export interface GraphEnv {
  Bindings: Env['Bindings'];
  Variables: Env['Variables'] & {
    /** The faults that meet the request, by name; unset where none can. */
    met?: ReadonlyMap<string, NamedFault>;
    caller: Caller;
  };
}

export type GraphContext = Context<GraphEnv>;

/** What all routes need. */
export interface GraphParts {
  readonly world: World;
  readonly checkAccessToken: CheckAccessToken;
  /** Answers 500 if an answer does not fit the schema. */
  readonly validateAnswers: boolean;
}

export function shortMonthsOf(context: GraphContext): ShortMonths {
  return context.get('met')?.has('short-months-left-out') ? 'left-out' : 'last-day';
}

export function meets(context: GraphContext, name: NamedFault['name']): boolean {
  return context.get('met')?.has(name) ?? false;
}

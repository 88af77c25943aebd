import { createHash } from 'node:crypto';
import { malformedToken } from '../faults/fault-middleware.ts';
import type { Json } from './event-json.ts';

/** What a token of delta stands for. */
export interface DeltaCursor {
  readonly storeId: string;
  readonly from: number;
  readonly to: number;
  /** Number of the last change that was told. */
  readonly since: number;
  /** Counts how often all cursors were lost. */
  readonly epoch: number;
  /** Of a `$skiptoken`: the number of a list that is half read, and how many of its pages were. */
  readonly list?: number;
  readonly page?: number;
}

const CHECK_LENGTH = 16;

export function tokenOf(cursor: DeltaCursor): string {
  const text = Buffer.from(JSON.stringify(cursor)).toString('base64url');
  return `${text}.${checkOf(text)}`;
}

/** @throws GraphError for a token that this emulator did not make. */
export function cursorOf(token: string): DeltaCursor {
  const [text = '', check] = token.split('.');
  if (check !== checkOf(text)) {
    throw malformedToken();
  }
  return JSON.parse(Buffer.from(text, 'base64url').toString()) as DeltaCursor;
}

function checkOf(text: string): string {
  return createHash('sha256').update(`delta ${text}`).digest('base64url').slice(0, CHECK_LENGTH);
}

/** The rest of a list, page by page. */
export interface OpenList {
  readonly pages: readonly (readonly Json[])[];
  /** Number of the last change of the list. */
  readonly until: number;
}

const MAX_OPEN_LISTS = 200;

/** Lists of delta that clients read page by page. They see no change that is made meanwhile. */
export class OpenLists {
  private lists = new Map<number, OpenList>();
  private lastNumber = 0;
  epoch = 1;

  add(list: OpenList): number {
    const number = ++this.lastNumber;
    this.lists.set(number, list);
    const [oldest] = this.lists.keys();
    if (this.lists.size > MAX_OPEN_LISTS && oldest !== undefined) {
      this.lists.delete(oldest);
    }
    return number;
  }

  find(number: number): OpenList | undefined {
    return this.lists.get(number);
  }

  /** Loses every cursor that was given out. */
  loseAll(): void {
    this.epoch++;
    this.lists.clear();
  }
}

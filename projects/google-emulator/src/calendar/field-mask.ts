import { resolved, schemaNamed, type Schema } from '../discovery/discovery.ts';
import { invalidParameter } from './api-error.ts';

/** The fields to keep, each with the mask of its own fields; an empty mask keeps the whole value. `*` is any name. */
type Mask = Map<string, Mask>;

const NAME = /[\w$.*-]+/y;

/** Reduces responses to the fields of the `fields` parameter, such as `items(id,start/dateTime),nextPageToken`. */
export class FieldMask {
  private readonly mask: Mask;

  /** @throws ApiError 400 for an invalid mask, or for a field that the response schema does not have. */
  constructor(
    private readonly text: string,
    responseSchema: string | undefined,
  ) {
    const { mask, end } = this.parse(0);
    if (end !== text.length) {
      throw this.refused(text);
    }
    this.mask = mask;
    if (responseSchema !== undefined) {
      this.assertKnown(mask, schemaNamed(responseSchema));
    }
  }

  apply(value: object): object {
    return trim(value, this.mask) as object;
  }

  private parse(from: number): { mask: Mask; end: number } {
    const mask: Mask = new Map();
    let at = from;
    for (;;) {
      at = this.parsePath(mask, at);
      if (this.text[at] !== ',') {
        return { mask, end: at };
      }
      at++;
    }
  }

  /** Parses one path such as `a/b(c,d)` into the mask. Returns the position after it. */
  private parsePath(mask: Mask, from: number): number {
    NAME.lastIndex = from;
    const name = NAME.exec(this.text)?.[0];
    if (name === undefined) {
      throw this.refused(this.text);
    }
    let inside = mask.get(name);
    const wasWhole = inside?.size === 0;
    if (!inside) {
      inside = new Map();
      mask.set(name, inside);
    }
    let at = from + name.length;
    const next = this.text[at];
    const chosen: Mask = new Map();
    if (next === '/') {
      at = this.parsePath(chosen, at + 1);
    } else if (next === '(') {
      const group = this.parse(at + 1);
      if (this.text[group.end] !== ')') {
        throw this.refused(this.text);
      }
      group.mask.forEach((value, key) => chosen.set(key, value));
      at = group.end + 1;
    }
    if (chosen.size === 0 || wasWhole) {
      inside.clear();
    } else {
      merge(inside, chosen);
    }
    return at;
  }

  private assertKnown(mask: Mask, schema: Schema | undefined): void {
    const target = objectIn(schema);
    for (const [name, inside] of mask) {
      // Names after `*` are not checked, because they need not exist in every field that it matches.
      if (name === '*') {
        continue;
      }
      const property = target?.properties?.[name] ?? target?.additionalProperties;
      if (!property) {
        throw this.refused(name);
      }
      this.assertKnown(inside, property);
    }
  }

  private refused(what: string) {
    return invalidParameter('fields', `Invalid field selection ${what}`);
  }
}

function merge(into: Mask, from: Mask): void {
  for (const [name, inside] of from) {
    const known = into.get(name);
    if (!known || inside.size === 0) {
      into.set(name, inside);
    } else if (known.size > 0) {
      merge(known, inside);
    }
  }
}

/** A mask applies to each item of an array: `items(id)` keeps the id of every item. */
function objectIn(schema: Schema | undefined): Schema | undefined {
  const target = resolved(schema);
  if (target?.type === 'array') {
    return objectIn(target.items);
  }
  return target?.properties || target?.additionalProperties ? target : undefined;
}

function trim(value: unknown, mask: Mask): unknown {
  if (mask.size === 0 || value === null || typeof value !== 'object') {
    return value;
  }
  if (Array.isArray(value)) {
    return value.map((each) => trim(each, mask));
  }
  const kept: Record<string, unknown> = {};
  for (const [name, inside] of Object.entries(value)) {
    const fieldMask = mask.get(name) ?? mask.get('*');
    const isWanted =
      fieldMask && (fieldMask.size === 0 || (typeof inside === 'object' && inside !== null));
    if (isWanted) {
      kept[name] = trim(inside, fieldMask);
    }
  }
  return kept;
}

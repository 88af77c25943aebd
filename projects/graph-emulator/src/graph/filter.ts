import type { Json } from './event-json.ts';
import { badRequest, GraphError } from './graph-error.ts';

type Condition = (event: Json) => boolean;

const COMPARISON = /^([\w/]+)\s+(eq|ne|ge|gt|le|lt)\s+(?:'((?:[^']|'')*)'|(\S+))$/;
const TEXT_FUNCTION = /^(contains|startswith)\(\s*([\w/]+)\s*,\s*'((?:[^']|'')*)'\s*\)$/i;
const CATEGORY = /^categories\/any\(\s*(\w+)\s*:\s*\1\s+eq\s+'((?:[^']|'')*)'\s*\)$/i;

/**
 * The conditions of `$filter` that are documented for events: comparisons, `contains`, `startswith`, a category, and
 * several of them joined by `and`.
 * @throws GraphError for any other.
 */
export function readFilter(text: string | undefined): Condition {
  if (text === undefined) {
    return () => true;
  }
  const conditions = partsOf(text).map(readCondition);
  return (event) => conditions.every((condition) => condition(event));
}

/** Splits at each `and` that is outside of quotes. */
function partsOf(text: string): string[] {
  const parts = [''];
  for (const [token] of text.matchAll(/'(?:[^']|'')*'|\s+and\s+|[^]/gi)) {
    if (/^\s+and\s+$/i.test(token)) {
      parts.push('');
    } else {
      parts.push((parts.pop() ?? '') + token);
    }
  }
  return parts.map((part) => part.trim());
}

function readCondition(text: string): Condition {
  const category = CATEGORY.exec(text)?.[2];
  if (category !== undefined) {
    const wanted = unquoted(category);
    return (event) => (event['categories'] as readonly string[]).includes(wanted);
  }
  const [, name = '', path = '', part = ''] = TEXT_FUNCTION.exec(text) ?? [];
  if (name !== '') {
    return textCondition(name.toLowerCase(), path, unquoted(part).toLowerCase());
  }
  const [, property = '', operator = '', quoted, bare] = COMPARISON.exec(text) ?? [];
  if (operator === '') {
    throw badRequest(`Invalid filter clause: '${text}'.`);
  }
  const wanted = quoted === undefined ? literal(bare ?? '') : unquoted(quoted);
  return (event) => compares(valueAt(event, property), operator, wanted);
}

/** Graph fails as soon as one event has no such text, and always for the body. */
function textCondition(name: string, path: string, part: string): Condition {
  return (event) => {
    const value = valueAt(event, path);
    if (path.startsWith('body') || typeof value !== 'string') {
      throw new GraphError(500, 'ErrorInternalServerError', 'An internal server error occurred.');
    }
    const text = value.toLowerCase();
    return name === 'contains' ? text.includes(part) : text.startsWith(part);
  };
}

function valueAt(event: Json, path: string): unknown {
  return path
    .split('/')
    .reduce<unknown>((value, name) => (value as Json | null | undefined)?.[name], event);
}

function compares(value: unknown, operator: string, wanted: unknown): boolean {
  if (operator === 'eq') {
    return value === wanted;
  }
  if (operator === 'ne') {
    return value !== wanted;
  }
  const [one, other] = [comparable(value), comparable(wanted)];
  switch (operator) {
    case 'ge':
      return one >= other;
    case 'gt':
      return one > other;
    case 'le':
      return one <= other;
    default:
      return one < other;
  }
}

/** Times are compared as text, to the second. */
function comparable(value: unknown): string {
  const text = String(value).replace(/(\.\d+)?Z?$/, '');
  return /T\d\d:\d\d$/.test(text) ? `${text}:00` : text;
}

function literal(text: string): unknown {
  const known: Readonly<Record<string, unknown>> = { true: true, false: false, null: null };
  if (text in known) {
    return known[text];
  }
  return /^-?\d+$/.test(text) ? Number(text) : text;
}

function unquoted(text: string): string {
  return text.replaceAll("''", "'");
}

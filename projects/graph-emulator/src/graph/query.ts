import { hasProperty } from '../schema/validation.ts';
import type { Json } from './event-json.ts';
import type { GraphContext } from './graph-env.ts';
import { badRequest } from './graph-error.ts';

const DEFAULT_PAGE_SIZE = 10;
const MAX_PAGE_SIZE = 1000;

/** A parameter of the query, whose name may be written in any case, and `$` left out. */
export function parameter(context: GraphContext, name: string): string | undefined {
  const wanted = name.toLowerCase();
  for (const [key, value] of new URL(context.req.url).searchParams) {
    const lower = key.toLowerCase();
    if (lower === wanted || `$${lower}` === wanted) {
      return value;
    }
  }
  return undefined;
}

/** The size of a page: `$top`, else what `Prefer` asks for, else ten. */
export function pageSize(context: GraphContext, preferred: number | undefined): number {
  const top = parameter(context, '$top');
  const size = top === undefined ? (preferred ?? DEFAULT_PAGE_SIZE) : Number(top);
  if (!Number.isInteger(size) || size < 1) {
    throw badRequest(`Invalid value '${top ?? ''}' for $top query option found.`);
  }
  if (top !== undefined && size > MAX_PAGE_SIZE) {
    throw badRequest(`The limit of '${MAX_PAGE_SIZE}' for Top query has been exceeded.`);
  }
  return Math.min(size, MAX_PAGE_SIZE);
}

/** The rows after `$skip`, as many as fit a page, and the link to the next page. */
export function pageOf<T>(
  context: GraphContext,
  rows: readonly T[],
  size: number,
): { readonly page: readonly T[]; readonly links: Json } {
  const skip = Number(parameter(context, '$skip') ?? 0);
  if (!Number.isInteger(skip) || skip < 0) {
    throw badRequest('Invalid value for $skip query option found.');
  }
  const page = rows.slice(skip, skip + size);
  const count = parameter(context, '$count') === 'true' ? { '@odata.count': rows.length } : {};
  if (skip + size >= rows.length) {
    return { page, links: count };
  }
  const next = new URL(context.req.url);
  next.searchParams.set('$top', String(size));
  next.searchParams.set('$skip', String(skip + size));
  return { page, links: { ...count, '@odata.nextLink': linkOf(next) } };
}

/** A link as Graph writes it: `$` is not encoded. */
export function linkOf(url: URL): string {
  return url.href.replaceAll('%24', '$');
}

/** Only the properties of `$select`, besides the id and the annotations. */
export function selected(context: GraphContext, typeName: string): (body: Json) => Json {
  const select = parameter(context, '$select');
  if (select === undefined || select.trim() === '*') {
    return (body) => withoutAdded(body);
  }
  const names = select.split(',').map((name) => name.trim());
  const unknown = names.find((name) => !hasProperty(typeName, name));
  if (unknown !== undefined) {
    throw badRequest(
      `Parsing OData Select and Expand failed: Could not find a property named '${unknown}' on type 'microsoft.graph.${typeName}'.`,
    );
  }
  const kept = new Set([...names, ...expandedNames(context), 'id']);
  return (body) =>
    Object.fromEntries(
      Object.entries(body).filter(([name]) => name.startsWith('@') || kept.has(name)),
    );
}

/** What is answered only if `$select` names it. */
function withoutAdded(body: Json): Json {
  return Object.fromEntries(
    Object.entries(body).filter(([name]) => name !== 'cancelledOccurrences'),
  );
}

/** One relation of `$expand`, with its `$filter`. */
export interface Expanded {
  readonly name: string;
  readonly filter: string | undefined;
}

export function expandedOf(context: GraphContext): Expanded[] {
  const text = parameter(context, '$expand') ?? '';
  return [...text.matchAll(/([A-Za-z]+)(?:\(\$filter=([^()]*(?:\([^()]*\)[^()]*)*)\))?/g)].map(
    ([, name = '', filter]) => ({ name, filter }),
  );
}

function expandedNames(context: GraphContext): string[] {
  return expandedOf(context).map(({ name }) => name);
}

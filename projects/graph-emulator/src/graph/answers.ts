import { randomUUID } from 'node:crypto';
import { problemsOf, problemsOfAction } from '../schema/validation.ts';
import type { Json } from './event-json.ts';
import type { GraphContext, GraphParts } from './graph-env.ts';
import { badRequest, GraphError } from './graph-error.ts';
import { readPreferences } from './preferences.ts';

/** The address of the API at this emulator. */
export function baseOf(context: GraphContext): string {
  const { origin, pathname } = new URL(context.req.url);
  return `${origin}/${pathname.split('/')[1] ?? ''}`;
}

/** An answer with one object of a type of the schema. */
export function answerObject(
  context: GraphContext,
  parts: GraphParts,
  typeName: string,
  body: Json,
  status: 200 | 201 = 200,
): Response {
  expectFit(parts, [body], typeName);
  setHeaders(context);
  const { account } = context.get('caller').mailbox;
  const described = `${baseOf(context)}/$metadata#users('${account.id}')/${typeName}s/$entity`;
  const etag = body['@odata.etag'];
  if (typeof etag === 'string') {
    context.header('ETag', etag);
  }
  return context.json({ '@odata.context': described, ...body }, status);
}

/** An answer with a list of objects of a type of the schema, and the links to what follows. */
export function answerList(
  context: GraphContext,
  parts: GraphParts,
  typeName: string,
  value: readonly Json[],
  links: Readonly<Record<string, unknown>> = {},
): Response {
  expectFit(parts, value, typeName);
  setHeaders(context);
  const described = `${baseOf(context)}/$metadata#Collection(${typeName})`;
  return context.json({ '@odata.context': described, ...links, value });
}

/**
 * The body of a request.
 * @throws GraphError for what is no JSON object, or does not fit the schema.
 */
export async function readBody(
  context: GraphContext,
  typeName: string,
  kind: 'type' | 'action' = 'type',
): Promise<Json> {
  const text = await context.req.text();
  let body: unknown;
  try {
    body = JSON.parse(text === '' ? '{}' : text);
  } catch {
    throw badRequest(
      'Unable to read JSON request payload. Please ensure Content-Type header is set and payload is of valid JSON format.',
    );
  }
  const [problem] = kind === 'type' ? problemsOf(body, typeName) : problemsOfAction(body, typeName);
  if (problem !== undefined) {
    throw new GraphError(400, 'RequestBodyRead', problem);
  }
  return body as Json;
}

function setHeaders(context: GraphContext): void {
  const id = context.req.header('client-request-id') ?? randomUUID();
  context.header('request-id', randomUUID());
  context.header('client-request-id', id);
  const { applied } = readPreferences(context.req.header('Prefer'));
  if (applied !== '') {
    context.header('Preference-Applied', applied);
  }
}

function expectFit(
  { validateAnswers }: GraphParts,
  value: readonly Json[],
  typeName: string,
): void {
  const [problem] = validateAnswers ? value.flatMap((each) => problemsOf(each, typeName)) : [];
  if (problem !== undefined) {
    throw new Error(`The answer does not fit the schema: ${problem}`);
  }
}

import type { ApiMethod } from '../discovery/discovery.ts';
import { checkBody } from '../discovery/validation.ts';
import { ApiError, badRequest, invalid } from './api-error.ts';

/** @throws ApiError 400 for a body that is not a JSON object or does not match the method's schema. */
export async function readBody(
  request: Request,
  method: ApiMethod,
): Promise<Record<string, unknown>> {
  if (!['POST', 'PUT', 'PATCH'].includes(request.method)) {
    return {};
  }
  const text = await request.text();
  if (text === '') {
    return {};
  }
  if (!(request.headers.get('Content-Type') ?? '').includes('json')) {
    throw badRequest('This API does not support parsing form-encoded input.');
  }
  const body = parse(text);
  const wrong = method.request === undefined ? undefined : checkBody(method.request, body);
  if (wrong) {
    throw invalid(`Invalid value for: ${fieldPath(wrong.at)}`);
  }
  return body;
}

/** `/attendees/0/email` as `attendees[0].email`. */
function fieldPath(pointer: string): string {
  return pointer
    .slice(1)
    .replaceAll(/\/(\d+)(?=\/|$)/g, '[$1]')
    .replaceAll('/', '.');
}

function parse(text: string): Record<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    value = undefined;
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new ApiError(400, { domain: 'global', reason: 'parseError', message: 'Parse Error' });
  }
  return value as Record<string, unknown>;
}

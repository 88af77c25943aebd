import { randomUUID } from 'node:crypto';

interface Details {
  readonly status?: 400 | 401;
  readonly suberror?: string;
  /** A claims challenge, to be sent with the next request of a code. */
  readonly claims?: string;
  readonly subcode?: string;
}

/** A refusal with its AADSTS code (reference-error-codes). */
export class IdentityError extends Error {
  override readonly name = 'IdentityError';
  readonly status: 400 | 401;

  constructor(
    readonly code: number,
    readonly error: string,
    message: string,
    readonly details: Details = {},
  ) {
    super(message);
    this.status = details.status ?? 400;
  }
}

/** When a refusal happened and to which request it belongs. */
export interface ErrorContext {
  readonly now: number;
  readonly origin: string;
  readonly correlationId?: string | undefined;
}

/** The JSON of a refusal at the token endpoint (v2-oauth2-auth-code-flow). */
export function errorBody(error: IdentityError, context: ErrorContext): Record<string, unknown> {
  const { suberror, claims } = error.details;
  const traceId = randomUUID();
  const correlationId = context.correlationId ?? randomUUID();
  const timestamp = new Date(context.now).toISOString().replace('T', ' ').replace(/\..*$/, 'Z');
  return {
    error: error.error,
    error_description: `AADSTS${error.code}: ${error.message}\r\nTrace ID: ${traceId}\r\nCorrelation ID: ${correlationId}\r\nTimestamp: ${timestamp}`,
    error_codes: [error.code],
    timestamp,
    trace_id: traceId,
    correlation_id: correlationId,
    error_uri: `${context.origin}/error?code=${error.code}`,
    ...(suberror !== undefined && { suberror }),
    ...(claims !== undefined && { claims }),
  };
}

/** The parameters of a refusal at the authorization endpoint. */
export function errorFields(error: IdentityError, context: ErrorContext): Record<string, string> {
  const { error_description, error_uri } = errorBody(error, context);
  const { subcode, suberror } = error.details;
  return {
    error: error.error,
    ...(subcode !== undefined && { error_subcode: subcode }),
    error_description: String(error_description),
    error_uri: String(error_uri),
    ...(suberror !== undefined && { suberror }),
  };
}

import { randomUUID } from 'node:crypto';

/** A refusal in the form of Graph. */
export class GraphError extends Error {
  override readonly name = 'GraphError';

  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly headers: Readonly<Record<string, string>> = {},
    /** Further members of `error`, such as `@event.existingEventId`. */
    readonly details: Readonly<Record<string, unknown>> = {},
  ) {
    super(message);
  }
}

/** The body of a refusal. */
export function errorBody(
  { code, message, details }: Pick<GraphError, 'code' | 'message' | 'details'>,
  at: number,
): object {
  const id = randomUUID();
  return {
    error: {
      code,
      message,
      ...details,
      innerError: {
        date: new Date(at).toISOString().slice(0, 19),
        'request-id': id,
        'client-request-id': id,
      },
    },
  };
}

export const itemNotFound = (): GraphError =>
  new GraphError(404, 'ErrorItemNotFound', 'The specified object was not found in the store.');

export const accessDenied = (): GraphError =>
  new GraphError(403, 'ErrorAccessDenied', 'Access is denied. Check credentials and try again.');

export const invalidRequest = (message: string): GraphError =>
  new GraphError(400, 'ErrorInvalidRequest', `Your request can't be completed. ${message}`);

export const invalidProperty = (message: string): GraphError =>
  new GraphError(400, 'ErrorPropertyValidationFailure', message);

export const badRequest = (message: string): GraphError =>
  new GraphError(400, 'BadRequest', message);

export const malformedId = (): GraphError =>
  new GraphError(400, 'ErrorInvalidIdMalformed', 'Id is malformed.');

export const preconditionFailed = (): GraphError =>
  new GraphError(
    412,
    'ErrorIrresolvableConflict',
    'The send or update operation could not be performed because the change key passed in the request does not match the current change key for the item.',
  );

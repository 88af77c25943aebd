/** One entry of Google's `error.errors[]`. */
export interface ErrorDetail {
  readonly domain: string;
  readonly reason: string;
  readonly message: string;
  readonly locationType?: 'parameter' | 'header';
  readonly location?: string;
}

interface ErrorExtras {
  /** The newer, gRPC-like half of the body, which only the outer layers of Google's API write. */
  readonly status?: string;
  readonly details?: readonly object[];
  /** Where it differs from the entry's. */
  readonly message?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A refusal as Calendar v3 words it. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    readonly code: number,
    readonly detail: ErrorDetail,
    private readonly extras: ErrorExtras = {},
  ) {
    super(extras.message ?? detail.message);
    this.headers = extras.headers ?? {};
  }

  get body(): object {
    const { status, details } = this.extras;
    return {
      error: {
        errors: [this.detail],
        code: this.code,
        message: this.message,
        ...(status && { status }),
        ...(details && { details }),
      },
    };
  }
}

export const badRequest = (message = 'Bad Request'): ApiError =>
  new ApiError(400, { domain: 'global', reason: 'badRequest', message });

export const required = (message: string): ApiError =>
  new ApiError(400, { domain: 'global', reason: 'required', message });

export const invalid = (message: string): ApiError =>
  new ApiError(400, { domain: 'global', reason: 'invalid', message });

export const invalidParameter = (location: string, message: string): ApiError =>
  new ApiError(400, {
    domain: 'global',
    reason: 'invalidParameter',
    message,
    locationType: 'parameter',
    location,
  });

export const timeRangeEmpty = (location = 'timeMax'): ApiError =>
  new ApiError(400, {
    domain: 'calendar',
    reason: 'timeRangeEmpty',
    message: 'The specified time range is empty.',
    locationType: 'parameter',
    location,
  });

export const orderByNeedsSingleEvents = (): ApiError =>
  new ApiError(400, {
    domain: 'calendar',
    reason: 'orderByStartTimeRequiresSingleEvents',
    message: 'The requested ordering is not available for the particular query.',
    locationType: 'parameter',
    location: 'orderBy',
  });

export const syncTokenWithRestrictions = (location: string): ApiError =>
  new ApiError(400, {
    domain: 'calendar',
    reason: 'syncTokenWithNonDefaultOrdering',
    message: `Sync token cannot be used with the parameter ${location}.`,
    locationType: 'parameter',
    location: 'syncToken',
  });

export const fullSyncRequired = (): ApiError =>
  new ApiError(410, {
    domain: 'calendar',
    reason: 'fullSyncRequired',
    message: 'Sync token is no longer valid, a full sync is required.',
    locationType: 'parameter',
    location: 'syncToken',
  });

export const invalidCredentials = (): ApiError =>
  new ApiError(
    401,
    {
      domain: 'global',
      reason: 'authError',
      message: 'Invalid Credentials',
      locationType: 'header',
      location: 'Authorization',
    },
    {
      headers: {
        'WWW-Authenticate': 'Bearer realm="https://accounts.google.com/", error="invalid_token"',
      },
    },
  );

export const loginRequired = (): ApiError =>
  new ApiError(
    401,
    {
      domain: 'global',
      reason: 'required',
      message: 'Login Required.',
      locationType: 'header',
      location: 'Authorization',
    },
    {
      message:
        'Request is missing required authentication credential. Expected OAuth 2 access token, login cookie or other valid authentication credential. See https://developers.google.com/identity/sign-in/web/devconsole-project.',
      status: 'UNAUTHENTICATED',
      headers: { 'WWW-Authenticate': 'Bearer realm="https://accounts.google.com/"' },
    },
  );

export const unregisteredCaller = (): ApiError =>
  new ApiError(
    403,
    {
      domain: 'global',
      reason: 'forbidden',
      message:
        "Method doesn't allow unregistered callers (callers without established identity). Please use API Key or other form of API consumer identity to call this API.",
    },
    { status: 'PERMISSION_DENIED' },
  );

export const invalidApiKey = (): ApiError =>
  new ApiError(
    400,
    {
      domain: 'global',
      reason: 'badRequest',
      message: 'API key not valid. Please pass a valid API key.',
    },
    {
      status: 'INVALID_ARGUMENT',
      details: [
        {
          '@type': 'type.googleapis.com/google.rpc.ErrorInfo',
          reason: 'API_KEY_INVALID',
          domain: 'googleapis.com',
          metadata: { service: 'calendar-json.googleapis.com' },
        },
      ],
    },
  );

/** @param method As Google names it there, such as `calendar.v3.Events.List`. */
export const insufficientScopes = (method: string, scopes: readonly string[]): ApiError =>
  new ApiError(
    403,
    { domain: 'global', reason: 'insufficientPermissions', message: 'Insufficient Permission' },
    {
      message: 'Request had insufficient authentication scopes.',
      status: 'PERMISSION_DENIED',
      details: [
        {
          '@type': 'type.googleapis.com/google.rpc.ErrorInfo',
          reason: 'ACCESS_TOKEN_SCOPE_INSUFFICIENT',
          domain: 'googleapis.com',
          metadata: { service: 'calendar-json.googleapis.com', method },
        },
      ],
      headers: {
        'WWW-Authenticate': `Bearer realm="https://accounts.google.com/", error="insufficient_scope", scope="${scopes.join(' ')}"`,
      },
    },
  );

export const requiredAccessLevel = (level: 'reader' | 'writer' | 'owner'): ApiError =>
  new ApiError(403, {
    domain: 'calendar',
    reason: 'requiredAccessLevel',
    message: `You need to have ${level} access to this calendar.`,
  });

export const forbiddenForNonOrganizer = (): ApiError =>
  new ApiError(403, {
    domain: 'calendar',
    reason: 'forbiddenForNonOrganizer',
    message: 'Shared properties can only be changed by the organizer of the event.',
  });

export const notFound = (): ApiError =>
  new ApiError(404, { domain: 'global', reason: 'notFound', message: 'Not Found' });

export const duplicate = (): ApiError =>
  new ApiError(409, {
    domain: 'global',
    reason: 'duplicate',
    message: 'The requested identifier already exists.',
  });

export const deleted = (): ApiError =>
  new ApiError(410, {
    domain: 'global',
    reason: 'deleted',
    message: 'Resource has been deleted',
  });

export const conditionNotMet = (): ApiError =>
  new ApiError(412, {
    domain: 'global',
    reason: 'conditionNotMet',
    message: 'Precondition Failed',
    locationType: 'header',
    location: 'If-Match',
  });

export const notImplemented = (method: string): ApiError =>
  new ApiError(501, {
    domain: 'global',
    reason: 'notImplemented',
    message: `google-calendar-emulator does not offer ${method}.`,
  });

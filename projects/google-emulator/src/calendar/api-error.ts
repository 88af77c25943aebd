/** One entry of Google's `error.errors[]`. */
export interface ErrorDetail {
  readonly domain: string;
  readonly reason: string;
  readonly message: string;
  readonly locationType?: 'parameter' | 'header';
  readonly location?: string;
}

interface ErrorExtras {
  /** Newer fields of Google's error body, which only errors of authentication and authorization have. */
  readonly status?: string;
  readonly details?: readonly object[];
  /** The message of the whole error, if it differs from that of its entry. */
  readonly message?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** An error response of Calendar v3. */
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

export const requiredParameter = (location: string): ApiError =>
  new ApiError(400, {
    domain: 'global',
    reason: 'required',
    message: `Required parameter: ${location}`,
    locationType: 'parameter',
    location,
  });

export const invalid = (message: string): ApiError =>
  new ApiError(400, { domain: 'global', reason: 'invalid', message });

/** Google's words, which github.com/GAM-team/GAM and others handle. */
export const participantIsNeitherOrganizerNorAttendee = (): ApiError =>
  new ApiError(400, {
    domain: 'global',
    reason: 'participantIsNeitherOrganizerNorAttendee',
    message:
      'The owner of the calendar must either be the organizer or an attendee of an event that is imported.',
  });

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

export const timeRangeTooLong = (): ApiError =>
  new ApiError(400, {
    domain: 'calendar',
    reason: 'timeRangeTooLong',
    message: 'The requested time range is too long.',
    locationType: 'parameter',
    location: 'timeMax',
  });

export const orderByNeedsSingleEvents = (): ApiError =>
  new ApiError(400, {
    domain: 'calendar',
    reason: 'orderByStartTimeRequiresSingleEvents',
    message: 'The requested ordering is not available for the particular query.',
    locationType: 'parameter',
    location: 'orderBy',
  });

/** For parameters that cannot be combined with a sync token. No public source gives Google's reason for each. */
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

/** A refusal with a reason of the calendar's own. */
const refusedByCalendar = (code: 400 | 403, reason: string, message: string): ApiError =>
  new ApiError(code, { domain: 'calendar', reason, message });

export const cannotChangeOrganizer = (): ApiError =>
  refusedByCalendar(400, 'cannotChangeOrganizer', 'Cannot change the organizer of this event.');

export const cannotChangeOrganizerOfInstance = (): ApiError =>
  refusedByCalendar(
    400,
    'cannotChangeOrganizerOfInstance',
    'Cannot change the organizer of an instance.',
  );

export const eventTypeRestriction = (message: string): ApiError =>
  refusedByCalendar(400, 'eventTypeRestriction', message);

export const malformedFocusTimeEvent = (message: string): ApiError =>
  refusedByCalendar(400, 'malformedFocusTimeEvent', message);

export const malformedOutOfOfficeEvent = (message: string): ApiError =>
  refusedByCalendar(400, 'malformedOutOfOfficeEvent', message);

export const malformedWorkingLocationEvent = (message: string): ApiError =>
  refusedByCalendar(400, 'malformedWorkingLocationEvent', message);

export const eventRemindersCountExceedsLimit = (): ApiError =>
  refusedByCalendar(400, 'eventRemindersCountExceedsLimit', 'Too many reminder overrides.');

export const cannotUseDefaultRemindersAndSpecifyOverride = (): ApiError =>
  refusedByCalendar(
    400,
    'cannotUseDefaultRemindersAndSpecifyOverride',
    'Cannot specify both default reminders and overrides at the same time.',
  );

export const cannotDeletePrimaryCalendar = (): ApiError =>
  refusedByCalendar(403, 'cannotDeletePrimaryCalendar', 'The primary calendar cannot be deleted.');

export const cannotChangeOwnPrimarySubscription = (): ApiError =>
  refusedByCalendar(
    403,
    'cannotChangeOwnPrimarySubscription',
    'The own primary calendar cannot be removed from the calendar list.',
  );

export const cannotUnsubscribeFromOwnedCalendar = (): ApiError =>
  refusedByCalendar(
    403,
    'cannotUnsubscribeFromOwnedCalendar',
    'The data owner of a calendar cannot remove such a calendar from their calendar list.',
  );

export const cannotChangeOwnAcl = (): ApiError =>
  refusedByCalendar(403, 'cannotChangeOwnAcl', 'Cannot change your own access level.');

export const cannotModifyAclOfCalendarOwner = (): ApiError =>
  refusedByCalendar(
    403,
    'cannotModifyAclOfCalendarOwner',
    'The access level of the data owner of a calendar cannot be changed.',
  );

export const illegalAccessRoleForDefault = (): ApiError =>
  refusedByCalendar(
    400,
    'illegalAccessRoleForDefault',
    'Everybody can get read access to a calendar at most.',
  );

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

export const channelIdNotUnique = (id: string): ApiError =>
  new ApiError(400, {
    domain: 'global',
    reason: 'channelIdNotUnique',
    message: `Channel id ${id} not unique`,
  });

export const unauthorizedWebhook = (address: string): ApiError =>
  new ApiError(401, {
    domain: 'global',
    reason: 'push.webhookUrlUnauthorized',
    message: `Unauthorized WebHook callback channel: ${address}`,
  });

export const updatedMinTooLongAgo = (): ApiError =>
  new ApiError(410, {
    domain: 'calendar',
    reason: 'updatedMinTooLongAgo',
    message: 'The requested minimum modification time lies too far in the past.',
    locationType: 'parameter',
    location: 'updatedMin',
  });

import { faultBody } from './fault-body.ts';

/** https://developers.google.com/workspace/calendar/api/guides/errors */
describe('Fault bodies', () => {
  const EVENTS = '/calendar/v3/calendars/primary/events';

  const calendar: [number, string, string, string, { locationType?: string; location?: string }][] =
    [
      [
        400,
        'timeRangeEmpty',
        'calendar',
        'The specified time range is empty.',
        { locationType: 'parameter', location: 'timeMax' },
      ],
      [
        401,
        'authError',
        'global',
        'Invalid Credentials',
        { locationType: 'header', location: 'Authorization' },
      ],
      [403, 'userRateLimitExceeded', 'usageLimits', 'User Rate Limit Exceeded', {}],
      [403, 'rateLimitExceeded', 'usageLimits', 'Rate Limit Exceeded', {}],
      [403, 'quotaExceeded', 'usageLimits', 'Calendar usage limits exceeded.', {}],
      [
        403,
        'forbiddenForNonOrganizer',
        'calendar',
        'Shared properties can only be changed by the organizer of the event.',
        {},
      ],
      [404, 'notFound', 'global', 'Not Found', {}],
      [409, 'duplicate', 'global', 'The requested identifier already exists.', {}],
      [409, 'conflict', 'global', 'Conflict', {}],
      [
        410,
        'fullSyncRequired',
        'calendar',
        'Sync token is no longer valid, a full sync is required.',
        { locationType: 'parameter', location: 'syncToken' },
      ],
      [
        410,
        'updatedMinTooLongAgo',
        'calendar',
        'The requested minimum modification time lies too far in the past.',
        { locationType: 'parameter', location: 'updatedMin' },
      ],
      [410, 'deleted', 'global', 'Resource has been deleted', {}],
      [
        412,
        'conditionNotMet',
        'global',
        'Precondition Failed',
        { locationType: 'header', location: 'If-Match' },
      ],
      [429, 'rateLimitExceeded', 'usageLimits', 'Rate Limit Exceeded', {}],
      [500, 'backendError', 'global', 'Backend Error', {}],
    ];
  for (const [status, reason, domain, message, place] of calendar) {
    it(`faultBody: ${status} ${reason} has the body that Google documents`, () => {
      expect(faultBody({ status, reason }, EVENTS)).toEqual({
        error: { errors: [{ domain, reason, ...place, message }], code: status, message },
      });
    });
  }

  it('faultBody: a message of the rule replaces Google’s message', () => {
    const body = faultBody({ status: 404, reason: 'notFound', message: 'Nowhere.' }, EVENTS);
    expect(JSON.stringify(body)).toContain('"message":"Nowhere."');
    expect(JSON.stringify(body)).not.toContain('Not Found');
  });

  it('faultBody: a status without a reason gets its most common reason', () => {
    expect(JSON.stringify(faultBody({ status: 412 }, EVENTS))).toContain('conditionNotMet');
    expect(JSON.stringify(faultBody({ status: 502 }, EVENTS))).toContain('backendError');
  });

  for (const [error, description] of [
    ['invalid_grant', 'Token has been expired or revoked.'],
    ['invalid_request', 'client_secret is missing.'],
  ] as const) {
    it(`faultBody: ${error} at the token endpoint has OAuth’s form`, () => {
      expect(faultBody({ status: 400, reason: error }, '/token')).toEqual({
        error,
        error_description: description,
      });
    });
  }

  it('faultBody: invalid_rapt answers invalid_grant with error_subtype', () => {
    expect(faultBody({ status: 400, reason: 'invalid_rapt' }, '/token')).toEqual(
      jasmine.objectContaining({ error: 'invalid_grant', error_subtype: 'invalid_rapt' }),
    );
  });
});

import { type LoggedRequest, MAX_LOGGED_REQUESTS, withRequest } from './request-log';

function request(id: string, sentAt: number): LoggedRequest {
  const purpose = { kind: 'other', calendarIds: [], route: '/colors' } as const;
  return { ...purpose, id, tab: 1, sentAt, method: 'GET' };
}

const idsOf = (requests: readonly LoggedRequest[]) => requests.map(({ id }) => id);

describe('withRequest', () => {
  it('puts the newest request first, also where another tab tells of it late', () => {
    const requests = [request('a', 1), request('c', 3), request('b', 2)].reduce<
      readonly LoggedRequest[]
    >(withRequest, []);
    expect(idsOf(requests)).toEqual(['c', 'b', 'a']);
  });

  it('keeps the place of a request that has got its outcome', () => {
    const outcome = { status: 200, batchedErrors: [], tookMs: 12 };
    const requests = withRequest([request('b', 2), request('a', 1)], {
      ...request('a', 1),
      outcome,
    });
    expect(idsOf(requests)).toEqual(['b', 'a']);
    expect(requests[1]?.outcome).toEqual(outcome);
  });

  it(`keeps the ${MAX_LOGGED_REQUESTS} newest`, () => {
    let requests: readonly LoggedRequest[] = [];
    for (let index = 0; index <= MAX_LOGGED_REQUESTS; index += 1) {
      requests = withRequest(requests, request(`${index}`, index));
    }
    expect(requests.length).toBe(MAX_LOGGED_REQUESTS);
    expect(requests.at(-1)?.id).toBe('1');
  });
});

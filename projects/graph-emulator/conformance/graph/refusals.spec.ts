import { GraphError } from '@microsoft/microsoft-graph-client';
import { refusalOf, useGraphClients } from './testing/graph-clients.ts';

describe('Graph client: refusals', () => {
  const graph = useGraphClients();

  const errors: readonly (readonly [string, string, string])[] = [
    ['an unknown id', '/me/events/none', '400 ErrorInvalidIdMalformed'],
    ['an unknown path', '/me/nothing', '400 BadRequest'],
    ['an unknown user', '/users/nobody@x.example/events', '404 ErrorInvalidUser'],
    [
      'a window without an end',
      '/me/calendarView?startDateTime=2026-06-01',
      '400 ErrorInvalidRequest',
    ],
    [
      'a window of six years',
      '/me/calendarView?startDateTime=2026-01-01&endDateTime=2032-01-01',
      '400 ErrorInvalidRequest',
    ],
    ['an unknown property of $select', '/me/events?$select=title', '400 BadRequest'],
  ];
  for (const [what, path, refusal] of errors) {
    it(`errors: ${what} is ${refusal}`, async () => {
      expect(await refusalOf(graph.as().api(path).get())).toBe(refusal);
    });
  }

  it('errors: the client reads code, message, request id and date', async () => {
    try {
      await graph.as().api('/me/events/none').get();
      fail('It was not refused.');
    } catch (error) {
      expect(error).toBeInstanceOf(GraphError);
      const { message, requestId, date } = error as GraphError;
      const { body } = error as { readonly body: unknown };
      expect(message).toBe('Id is malformed.');
      expect(requestId).toMatch(/^[0-9a-f-]{36}$/);
      expect(date.getTime()).not.toBeNaN();
      expect(JSON.parse(String(body))).toEqual(
        jasmine.objectContaining({ code: 'ErrorInvalidIdMalformed' }),
      );
    }
  });
});

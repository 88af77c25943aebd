import { batchedErrors, purposeOf } from './request-purpose';

const API = 'http://localhost:4300/calendar/v3';
const ADA = 'ada%40example.com';

describe('purposeOf', () => {
  const cases: readonly (readonly [request: string, kind: string, route: string])[] = [
    [`GET ${API}/users/me/calendarList?syncToken=x`, 'calendar-list', '/users/me/calendarList'],
    [`GET ${API}/calendars/${ADA}/events?syncToken=x`, 'changes', '/calendars/…/events'],
    [`GET ${API}/calendars/${ADA}/events?maxResults=250`, 'events', '/calendars/…/events'],
    [`GET ${API}/calendars/${ADA}/events/abc`, 'event', '/calendars/…/events/…'],
    [`PATCH ${API}/calendars/${ADA}/events/abc`, 'write', '/calendars/…/events/…'],
    [
      `POST ${API}/calendars/${ADA}/events/quickAdd?text=x`,
      'write',
      '/calendars/…/events/quickAdd',
    ],
    [`GET ${API}/calendars/${ADA}`, 'calendar', '/calendars/…'],
    [`GET ${API}/colors`, 'colors', '/colors'],
    [`GET ${API}/users/me/settings`, 'other', '/users/me/settings'],
    [`POST ${API}/freeBusy`, 'other', '/freeBusy'],
    ['GET http://localhost:4300/v1/userinfo', 'sign-in', '/v1/userinfo'],
    ['POST http://localhost:4400/refresh', 'sign-in', '/refresh'],
  ];
  for (const [request, kind, route] of cases) {
    it(`${request}: is ${kind}, and its route ${route} holds no id`, () => {
      const [method = '', address = ''] = request.split(' ');
      expect(purposeOf(method, address, undefined)).toEqual(
        jasmine.objectContaining({ kind, route }),
      );
    });
  }

  it('names the calendar whose events are read', () => {
    const address = `${API}/calendars/${ADA}/events`;
    expect(purposeOf('GET', address, undefined).calendarIds).toEqual(['ada@example.com']);
  });

  it('names every calendar of a batch', () => {
    const body =
      '--b\r\nContent-Type: application/http\r\n\r\n' +
      `GET /calendar/v3/calendars/${ADA}/events?syncToken=x HTTP/1.1\r\n\r\n` +
      '--b\r\nContent-Type: application/http\r\n\r\nGET /calendar/v3/calendars/club/events HTTP/1.1\r\n\r\n--b--';
    expect(purposeOf('POST', 'http://localhost:4300/batch/calendar/v3', body)).toEqual({
      kind: 'batch',
      calendarIds: ['ada@example.com', 'club'],
      route: '/batch/calendar/v3',
    });
  });
});

describe('batchedErrors', () => {
  it('lists the refusals in the answer to a batch, and no words of an event', () => {
    const body =
      '--b\r\n\r\nHTTP/1.1 200 OK\r\n\r\n{"summary":"HTTP/1.1 500"}\r\n--b\r\n\r\nHTTP/1.1 410 Gone\r\n\r\n--b--';
    expect(batchedErrors(body)).toEqual([410]);
  });

  it('is empty for an answer that is no text', () => {
    expect(batchedErrors(new Blob())).toEqual([]);
  });
});

import { eventsPath, useEmulator } from '../testing/api-client.ts';
import { assertMatchesSchema } from './respond.ts';
import { API_METHODS } from '../discovery/discovery.ts';

describe('Validation of requests', () => {
  const emulator = useEmulator();

  for (const [what, path, query, expected] of [
    ['a parameter of another method', 'colors', { maxResults: '5' }, '400 badRequest'],
    [
      'two values of a single parameter',
      eventsPath('primary'),
      { q: ['a', 'b'] },
      '400 badRequest',
    ],
    [
      'a number with a fraction',
      eventsPath('primary'),
      { maxResults: '1.5' },
      '400 invalidParameter',
    ],
    [
      'a number below the minimum',
      eventsPath('primary'),
      { maxResults: '0' },
      '400 invalidParameter',
    ],
    [
      'a number beyond 32 bits',
      eventsPath('primary'),
      { maxAttendees: '99999999999' },
      '400 invalidParameter',
    ],
    [
      'an unknown value',
      eventsPath('primary'),
      { eventTypes: ['default', 'x'] },
      '400 invalidParameter',
    ],
    [
      'a time without an offset',
      eventsPath('primary'),
      { updatedMin: '2026-11-22T09:00:00' },
      '400 badRequest',
    ],
    ['an unknown value of alt', 'colors', { alt: 'atom' }, '400 invalidParameter'],
    [
      'an unknown time zone',
      eventsPath('primary'),
      { timeZone: 'Mars/Olympus' },
      '400 invalidParameter',
    ],
  ] as const) {
    it(`validation: ${what} answers ${expected}`, async () => {
      expect(await emulator.as().refusal(path, { query })).toBe(expected);
    });
  }

  it('validation: a missing required parameter answers 400 required', async () => {
    const { id } = await emulator
      .as()
      .insert({ start: { date: '2026-11-24' }, end: { date: '2026-11-25' } });
    const path = `${eventsPath('primary')}/${id ?? ''}/move`;
    expect(await emulator.as().refusal(path, { method: 'POST' })).toBe('400 required');
  });

  it('validation: booleans in capitals, repeated parameters and Google’s common parameters are accepted', async () => {
    const query = {
      singleEvents: 'TRUE',
      eventTypes: ['default', 'focusTime'],
      prettyPrint: 'false',
      '$.xgafv': '1',
      quotaUser: 'x',
    };
    expect(await emulator.as().refusal(eventsPath('primary'), { query })).toBe('200 not refused');
  });

  it('validation: an invalid body answers the path of the wrong field', async () => {
    const body = { attendees: [{ email: 'a@example.com' }, { email: 5 }] };
    const answer = await emulator.as().call<{ error: { message: string } }>(eventsPath('primary'), {
      method: 'POST',
      body,
    });
    expect(answer.body.error.message).toBe('Invalid value for: attendees[1].email');
  });
});

describe('Validation of responses', () => {
  const [method] = API_METHODS.filter(({ id }) => id === 'calendar.events.list');

  for (const [what, answer] of [
    ['a field that the document does not have', { items: [{ sumary: 'x' }] }],
    ['a wrong type', { items: [{ summary: 5 }] }],
    ['null', { items: [{ summary: null }] }],
    ['a time without an offset', { items: [{ start: { dateTime: '2026-11-24T10:00:00' } }] }],
    ['a date that does not exist', { items: [{ start: { date: '2026-02-30' } }] }],
  ] as const) {
    it(`assertMatchesSchema: a response with ${what} throws`, () => {
      expect(method).toBeDefined();
      expect(() => {
        if (method) {
          assertMatchesSchema(method, JSON.stringify(answer));
        }
      }).toThrowError(TypeError, /calendar\.events\.list is wrong at \/items\/0/);
    });
  }
});

import { eventsPath, useEmulator } from '../testing/api-client.ts';
import { assertFits } from './respond.ts';
import { API_METHODS } from '../discovery/discovery.ts';

describe('Requests', () => {
  const emulator = useEmulator();

  for (const [what, path, query, expected] of [
    ['a parameter of another method', 'colors', { maxResults: '5' }, '400 badRequest'],
    ['one value too many', eventsPath('primary'), { q: ['a', 'b'] }, '400 badRequest'],
    ['a number that is none', eventsPath('primary'), { maxResults: '1.5' }, '400 invalidParameter'],
    [
      'a number that is too small',
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
    ['an unknown format', 'colors', { alt: 'atom' }, '400 invalidParameter'],
    [
      'an unknown zone',
      eventsPath('primary'),
      { timeZone: 'Mars/Olympus' },
      '400 invalidParameter',
    ],
  ] as const) {
    it(`are refused with ${what}`, async () => {
      expect(await emulator.as().refusal(path, { query })).toBe(expected);
    });
  }

  it('are refused without a parameter that is required', async () => {
    const { id } = await emulator
      .as()
      .insert({ start: { date: '2026-11-24' }, end: { date: '2026-11-25' } });
    const path = `${eventsPath('primary')}/${id ?? ''}/move`;
    expect(await emulator.as().refusal(path, { method: 'POST' })).toBe('400 required');
  });

  it('may spell truth in capitals, repeat what may be repeated and name what Google always takes', async () => {
    const query = {
      singleEvents: 'TRUE',
      eventTypes: ['default', 'focusTime'],
      prettyPrint: 'false',
      '$.xgafv': '1',
      quotaUser: 'x',
    };
    expect(await emulator.as().refusal(eventsPath('primary'), { query })).toBe('200 not refused');
  });

  it('say where a body is wrong', async () => {
    const body = { attendees: [{ email: 'a@example.com' }, { email: 5 }] };
    const answer = await emulator.as().call<{ error: { message: string } }>(eventsPath('primary'), {
      method: 'POST',
      body,
    });
    expect(answer.body.error.message).toBe('Invalid value for: attendees[1].email');
  });
});

describe('Answers, where they are checked', () => {
  const [method] = API_METHODS.filter(({ id }) => id === 'calendar.events.list');

  for (const [what, answer] of [
    ['a field that the document does not have', { items: [{ sumary: 'x' }] }],
    ['a wrong type', { items: [{ summary: 5 }] }],
    ['null', { items: [{ summary: null }] }],
    ['a time without an offset', { items: [{ start: { dateTime: '2026-11-24T10:00:00' } }] }],
    ['a date that is none', { items: [{ start: { date: '2026-02-30' } }] }],
  ] as const) {
    it(`may not have ${what}`, () => {
      expect(method).toBeDefined();
      expect(() => {
        if (method) {
          assertFits(method, JSON.stringify(answer));
        }
      }).toThrowError(TypeError, /calendar\.events\.list is wrong at \/items\/0/);
    });
  }
});

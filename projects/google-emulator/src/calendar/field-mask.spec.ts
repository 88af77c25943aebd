import { ApiError } from './api-error.ts';
import { FieldMask } from './field-mask.ts';

describe('Field masks', () => {
  const page = {
    kind: 'calendar#events',
    nextPageToken: 'n',
    items: [
      {
        id: '1',
        summary: 'a',
        start: { dateTime: 'd', timeZone: 'z' },
        attendees: [{ email: 'e', self: true }],
      },
      { id: '2', start: { date: 'd' }, extendedProperties: { private: { k: 'v', l: 'w' } } },
    ],
  };
  const trimmed = (text: string) => new FieldMask(text, 'Events').apply(page);

  const cases: [string, object][] = [
    ['kind', { kind: 'calendar#events' }],
    [
      'items(id,summary),nextPageToken',
      { nextPageToken: 'n', items: [{ id: '1', summary: 'a' }, { id: '2' }] },
    ],
    ['items/id', { items: [{ id: '1' }, { id: '2' }] }],
    ['items/start/date', { items: [{ start: {} }, { start: { date: 'd' } }] }],
    [
      'items(id,start/dateTime)',
      {
        items: [
          { id: '1', start: { dateTime: 'd' } },
          { id: '2', start: {} },
        ],
      },
    ],
    ['items/attendees(email)', { items: [{ attendees: [{ email: 'e' }] }, {}] }],
    ['items/id,items/summary', { items: [{ id: '1', summary: 'a' }, { id: '2' }] }],
    ['items,items/id', { items: page.items }],
    ['*', page],
    [
      'items/*/timeZone',
      {
        items: [
          { start: { timeZone: 'z' }, attendees: [{}] },
          { start: {}, extendedProperties: {} },
        ],
      },
    ],
    [
      'items/extendedProperties/private/k',
      { items: [{}, { extendedProperties: { private: { k: 'v' } } }] },
    ],
  ];
  for (const [text, expected] of cases) {
    it(`fields: ${text} selects exactly these fields`, () => {
      expect(trimmed(text)).toEqual(expected);
    });
  }

  for (const text of [
    'nonsense',
    'items(id',
    'items(id))',
    'items/nonsense',
    '',
    'items(,)',
    'kind kind',
  ]) {
    it(`fields: "${text}" answers 400`, () => {
      expect(() => trimmed(text)).toThrowMatching(
        (error: unknown) => error instanceof ApiError && error.code === 400,
      );
    });
  }
});

import { asGiven } from './as-given';

describe('asGiven', () => {
  it('a draft that the app changes afterwards stays as it was given, with its lists and objects', () => {
    const draft = {
      title: 'Dinner',
      attendees: [{ email: 'ben@example.com' }],
      source: { url: 'u' },
    };
    const given = asGiven(draft);
    draft.title = '';
    draft.attendees.push({ email: 'eve@example.com' });
    draft.source.url = '';
    expect(given).toEqual({
      title: 'Dinner',
      attendees: [{ email: 'ben@example.com' }],
      source: { url: 'u' },
    });
  });

  it('objects of a class, such as a Date or an event of a calendar component, stay the same objects', () => {
    class EventImpl {
      readonly #name = 'Dinner';
      get title(): string {
        return this.#name;
      }
    }
    const [start, event] = [new Date(), new EventImpl()];
    expect(asGiven({ start }).start).toBe(start);
    expect(asGiven(event)).toBe(event);
  });

  it('an object that holds itself ends', () => {
    const draft: { title: string; self?: object } = { title: 'Dinner' };
    draft.self = draft;
    expect(asGiven(draft).title).toBe('Dinner');
  });
});

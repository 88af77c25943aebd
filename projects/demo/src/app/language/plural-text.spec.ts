import { pluralText } from './plural-text';

describe('pluralText', () => {
  it('pluralText: English has a form for one and one for the others', () => {
    const forms = 'one {# guest} other {# guests}';
    expect([0, 1, 2, 1000].map((count) => pluralText(forms, count, 'en'))).toEqual([
      '0 guests',
      '1 guest',
      '2 guests',
      '1,000 guests',
    ]);
  });

  it('pluralText: Arabic has six forms, of which some need no number', () => {
    const forms =
      'zero {لا ضيوف} one {ضيف واحد} two {ضيفان} few {# ضيوف} many {# ضيفًا} other {# ضيف}';
    expect([0, 1, 2, 3, 11, 100].map((count) => pluralText(forms, count, 'ar'))).toEqual([
      'لا ضيوف',
      'ضيف واحد',
      'ضيفان',
      '3 ضيوف',
      '11 ضيفًا',
      '100 ضيف',
    ]);
  });

  it('pluralText: a form that is missing is the last one', () => {
    expect(pluralText('other {# vendég}', 1, 'hu')).toBe('1 vendég');
  });
});

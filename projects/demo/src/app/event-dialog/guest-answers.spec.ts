import { guestsText } from './guest-answers';

describe('guestsText', () => {
  it('counts the guests of each answer, those who come first', () => {
    const guests = (['declined', 'accepted', 'needsAction', 'accepted'] as const).map(
      (responseStatus, index) => ({ email: `guest${index}@example.com`, responseStatus }),
    );
    expect(guestsText(guests)).toBe('4 guests: 2 coming, 1 not coming, 1 no answer yet');
  });

  it('speaks of one guest in the singular', () => {
    expect(guestsText([{ email: 'noor@example.com', responseStatus: 'tentative' }])).toBe(
      '1 guest: 1 maybe',
    );
  });
});

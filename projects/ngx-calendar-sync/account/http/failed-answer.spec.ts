import { quotable } from './failed-answer';

describe('quotable()', () => {
  it('leaves out addresses and queries', () => {
    const words = 'See (https://api.test/events?q=secret) or events?q=secret, and try again.';
    expect(quotable(words)).toBe('See … or … and try again.');
    expect(quotable('Is a = b? Yes.')).toBe('Is a = b? Yes.');
  });

  it('leaves out the tokens of Google and Microsoft', () => {
    expect(quotable('Token ya29.a0-b is old.')).toBe('Token … is old.');
    expect(quotable('Token eyJhbGciOi.eyJzdWIi.c2ln is old.')).toBe('Token … is old.');
  });

  // Where an expression tries again from every character, the first of these takes minutes.
  for (const unit of ['?', 'a?', 'a.', '?=', 'http://']) {
    it(`takes linear time where "${unit}" is repeated ten thousand times`, () => {
      expect(quotable(unit.repeat(10_000))?.length).toBeLessThanOrEqual(300);
    });
  }
});

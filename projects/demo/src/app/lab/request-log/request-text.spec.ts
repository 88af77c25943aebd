import { hasFailed, outcomeText, purposeText } from './request-text';

const outcome = (status: number | 'cancelled', batchedErrors: readonly number[] = []) => ({
  outcome: { status, batchedErrors, tookMs: 1 },
});

describe('purposeText', () => {
  it('names the calendar where it is known, and never its id', () => {
    const request = { kind: 'changes', method: 'GET', calendarIds: ['ada@example.com'] } as const;
    expect(purposeText(request, () => ({ name: 'Studio', primary: false }))).toBe(
      'Changes in Studio',
    );
    expect(purposeText(request, () => undefined)).toBe('Changes in a calendar');
  });

  it('primary calendar: it is called yours, for its name is the address of the account', () => {
    const request = { kind: 'changes', method: 'GET', calendarIds: ['ada@example.com'] } as const;
    const primary = { name: 'ada@example.com', primary: true };
    expect(purposeText(request, () => primary)).toBe('Changes in your calendar');
  });
});

describe('outcomeText', () => {
  const cases: readonly (readonly [Parameters<typeof hasFailed>[0], string, boolean])[] = [
    [{}, 'waiting', false],
    [outcome(200), '200', false],
    [outcome(304), '304', false],
    [outcome(429), '429', true],
    [outcome(0), 'no answer', true],
    [outcome('cancelled'), 'given up', false],
    [outcome(200, [410, 429, 410]), '200 (2 × 410, 1 × 429)', true],
  ];
  for (const [request, text, failed] of cases) {
    it(`is “${text}”, which is ${failed ? 'a' : 'no'} failure`, () => {
      expect(outcomeText(request)).toBe(text);
      expect(hasFailed(request)).toBe(failed);
    });
  }
});

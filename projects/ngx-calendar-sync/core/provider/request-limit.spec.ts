import { Subject } from 'rxjs';
import { RequestLimit } from './request-limit';

describe('RequestLimit', () => {
  /** Ten requests, and the numbers of those that were sent. */
  function tenRequests(limit: RequestLimit) {
    const sent: number[] = [];
    const answers = Array.from({ length: 10 }, () => new Subject<void>());
    const requests = answers.map((answer, number) => {
      const request = limit.bounded(answer);
      const subscription = request.subscribe();
      if (answer.observed) {
        sent.push(number);
      }
      return subscription;
    });
    return { answers, requests, sentAtOnce: sent.length };
  }

  for (const [name, limit, expected] of [
    ['by default six', new RequestLimit(), 6],
    ['as many as a provider allows', new RequestLimit(3), 3],
  ] as const) {
    it(`sends ${name} at a time, and the next one when one ends`, () => {
      const { answers, sentAtOnce } = tenRequests(limit);
      expect(sentAtOnce).toBe(expected);
      expect(answers[expected]?.observed).toBeFalse();
      answers[0]?.complete();
      expect(answers[expected]?.observed).toBeTrue();
    });
  }

  it('never sends a request that is unsubscribed from before its turn', () => {
    const { answers, requests } = tenRequests(new RequestLimit(1));
    requests[1]?.unsubscribe();
    answers[0]?.complete();
    expect(answers.map(({ observed }) => observed).indexOf(true)).toBe(2);
  });
});

import type { ReplicaEntry } from '../core/replica/replica-entry';
import { committedScope, coversRange, scopeKey } from './pull-scope';
import { inScope } from './pulled-entries';
import type { PullScope } from '../core/provider/calendar-provider';

const june = { start: new Date('2026-06-01T00:00:00Z'), end: new Date('2026-07-01T00:00:00Z') };
const july = { start: june.end, end: new Date('2026-08-01T00:00:00Z') };

describe('pull scope', () => {
  const scopes: readonly PullScope[] = [
    { coverage: 'everything' },
    { coverage: june },
    { coverage: 'everything', since: june.start },
    { coverage: june, since: june.start, omit: ['attendees', 'description'] },
  ];

  for (const scope of scopes) {
    it(`committedScope: is the scope that the replica was committed with: ${JSON.stringify(scope)}`, () => {
      const current = { scope: scopeKey(scope), events: 0 };
      expect(committedScope({ current })).toEqual(scope);
    });
  }

  it('committedScope: is undefined without a replica, and for a key that cannot be understood', () => {
    expect(committedScope({})).toBeUndefined();
    expect(committedScope({ current: { scope: 'all', events: 0 } })).toBeUndefined();
    expect(committedScope({ current: { scope: '[1]', events: 0 } })).toBeUndefined();
  });

  it('committedScope: is that of the visible replica, not of a pull under way', () => {
    const current = { scope: scopeKey({ coverage: 'everything', since: july.start }), events: 3 };
    const staged = {
      scope: scopeKey({ coverage: 'everything', since: june.start }),
      next: { pageToken: 'page 2' },
      events: 1,
    };
    const scope = committedScope({ current, staged });
    expect(scope && coversRange(scope, june)).toBeFalse();
    expect(scope && coversRange(scope, july)).toBeTrue();
  });

  it('coversRange: holds for the ranges that are wholly in the scope', () => {
    expect(coversRange({ coverage: 'everything' }, june)).toBeTrue();
    expect(coversRange({ coverage: june }, june)).toBeTrue();
    expect(coversRange({ coverage: june }, { ...june, end: july.end })).toBeFalse();
    expect(coversRange({ coverage: 'everything', since: july.start }, june)).toBeFalse();
  });

  describe('since', () => {
    const since: PullScope = { coverage: 'everything', since: june.start };
    const may = {
      start: Date.parse('2026-05-29T09:00:00Z'),
      end: Date.parse('2026-05-29T10:00:00Z'),
    };
    const occurrence = { seriesId: 'weekly', originalStart: '2026-06-02T09:00:00Z' };

    it('inScope: a single event that ended before is gone', () => {
      const event: ReplicaEntry = { kind: 'event', id: 'review', ...may, record: {} };
      expect(inScope(event, since)).toEqual({ kind: 'gone', id: 'review' });
    });

    it('inScope: an exception stays wherever it was moved to', () => {
      const moved: ReplicaEntry = {
        kind: 'exception',
        id: 'moved',
        ...occurrence,
        ...may,
        record: {},
      };
      expect(inScope(moved, since)).toEqual(moved);
      const cancelled: ReplicaEntry = { kind: 'cancelled', id: 'cancelled', ...occurrence };
      expect(inScope(cancelled, since)).toEqual(cancelled);
    });
  });
});

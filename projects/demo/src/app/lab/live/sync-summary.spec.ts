import { CalendarSyncError, type CopyState, type LoadingState } from 'ngx-calendar-sync';
import type { GoogleAuthState } from 'ngx-calendar-sync/google';
import { syncSummary } from './sync-summary';

const SIGNED_IN: GoogleAuthState = {
  status: 'signed-in',
  account: 'ada@example.com',
  grantedScopes: [],
  missingScopes: [],
  expiresAt: new Date(0),
};

function loading(copy: Partial<CopyState>): LoadingState {
  const none = { calendarsDone: 0, calendars: 0, events: 0, errors: new Map() };
  return {
    phase: 'idle',
    ...none,
    copy: { phase: 'idle', ...none, problems: [], storage: { kind: 'persistent' }, ...copy },
  };
}

const failure = (code: 'offline' | 'unavailable' | 'rate-limited') =>
  new CalendarSyncError(code, code);

describe('syncSummary', () => {
  it('says that events are in sync once a pass is complete', () => {
    expect(syncSummary(SIGNED_IN, loading({}))).toEqual(
      jasmine.objectContaining({ tone: 'waiting' }),
    );
    expect(syncSummary(SIGNED_IN, loading({ syncedAt: 1 }))).toEqual(
      jasmine.objectContaining({ tone: 'good' }),
    );
  });

  it('does not change while a pass is under way', () => {
    const before = loading({ syncedAt: 1 });
    const during = loading({ syncedAt: 1, phase: 'syncing' });
    expect(syncSummary(SIGNED_IN, during)).toEqual(syncSummary(SIGNED_IN, before));
  });

  for (const code of ['offline', 'unavailable'] as const) {
    it(`says that events are shown from the local copy after ${code}`, () => {
      const { tone, text } = syncSummary(SIGNED_IN, loading({ syncedAt: 1, error: failure(code) }));
      expect(tone).toBe('bad');
      expect(text).toContain('local copy');
    });
  }

  it('says why, where Google asks for a break', () => {
    const { text } = syncSummary(SIGNED_IN, loading({ error: failure('rate-limited') }));
    expect(text).toContain('Google asks for a short break');
  });

  it('says that a calendar failed', () => {
    const errors = new Map([['club', failure('unavailable')]]);
    expect(syncSummary(SIGNED_IN, loading({ syncedAt: 1, errors })).tone).toBe('bad');
  });

  it('says that the sign-in has run out, whatever the copy says', () => {
    const expired: GoogleAuthState = {
      status: 'expired',
      account: 'ada@example.com',
      grantedScopes: [],
      missingScopes: [],
    };
    expect(syncSummary(expired, loading({ syncedAt: 1 })).text).toContain('sign in again');
  });
});

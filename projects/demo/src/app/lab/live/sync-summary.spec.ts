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

const EXPIRED = {
  status: 'expired',
  account: 'ada@example.com',
  grantedScopes: [],
  missingScopes: [],
} as const;

function summaryOf(copy: Partial<CopyState>, auth: GoogleAuthState = SIGNED_IN, known = true) {
  return syncSummary(auth, loading(copy), known);
}

describe('syncSummary', () => {
  it('is good once a pass is complete', () => {
    expect(summaryOf({ syncedAt: 1 }).tone).toBe('good');
  });

  it('tells a first sync from a copy that no pass of this page has confirmed yet', () => {
    expect(summaryOf({}, SIGNED_IN, false).text).toContain('Reading your calendars');
    expect(summaryOf({}).text).toContain('from the local copy');
  });

  it('does not change while a pass is under way', () => {
    expect(summaryOf({ syncedAt: 1, phase: 'syncing' })).toEqual(summaryOf({ syncedAt: 1 }));
  });

  for (const code of ['offline', 'unavailable'] as const) {
    it(`says offline, and that events are shown from the local copy, after ${code}`, () => {
      const { tone, text } = summaryOf({ syncedAt: 1, error: failure(code) });
      expect(tone).toBe('bad');
      expect(text).toMatch(/Offline.* local copy/);
    });
  }

  it('says why, where Google asks for a break', () => {
    expect(summaryOf({ error: failure('rate-limited') }).text).toContain('a short break');
  });

  it('says that a calendar failed', () => {
    const errors = new Map([['club', failure('unavailable')]]);
    expect(summaryOf({ syncedAt: 1, errors }).tone).toBe('bad');
  });

  it('asks for a new sign-in where it has run out, whatever the copy says', () => {
    expect(summaryOf({ syncedAt: 1 }, EXPIRED).needsSignIn).toBe(true);
  });

  it('says offline, and asks for no sign-in, where a token server could not be reached to renew it', () => {
    const summary = summaryOf({}, { ...EXPIRED, reason: failure('unavailable') });
    expect(summary.text).toContain('Offline');
    expect(summary.needsSignIn).toBeUndefined();
  });
});

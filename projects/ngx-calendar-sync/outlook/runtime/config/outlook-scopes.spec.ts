import { assertCanWrite, canWriteEvents } from './outlook-scopes';

const WORK = '0f1e2d3c4b5a69788796a5b4c3d2e1f0';
const PERSONAL = '5b4c3d2e1f0a';

const granted = (account: string, scope: string) => ({ account, grantedScopes: [scope] });

describe('scopes that write', () => {
  const roles = (account: string, scope: string) =>
    (['owner', 'writer', 'reader', 'freeBusyReader'] as const).filter((role) =>
      canWriteEvents(granted(account, scope), role),
    );

  it('a work account: calendars of other people need a scope of their own', () => {
    expect(roles(WORK, 'Calendars.Read')).toEqual([]);
    expect(roles(WORK, 'Calendars.ReadWrite')).toEqual(['owner']);
    expect(roles(WORK, 'Calendars.ReadWrite.Shared')).toEqual(['owner', 'writer']);
  });

  it('an account that is known by its address alone: is taken for one of work', () => {
    expect(roles('ada@contoso.example', 'Calendars.ReadWrite')).toEqual(['owner']);
  });

  it('a personal account: has no such scope', () => {
    expect(roles(PERSONAL, 'Calendars.Read')).toEqual([]);
    expect(roles(PERSONAL, 'Calendars.ReadWrite')).toEqual(['owner', 'writer']);
  });

  it('assertCanWrite(): names the scope that is missing, and leaves it to Graph what the role refuses', () => {
    const lacking = (role: 'owner' | 'writer' | 'reader') => () => {
      assertCanWrite(granted(WORK, 'Calendars.Read'), role);
    };
    expect(lacking('owner')).toThrowError(/'Calendars\.ReadWrite'/);
    expect(lacking('writer')).toThrowError(/'Calendars\.ReadWrite\.Shared'/);
    expect(lacking('reader')).not.toThrow();
  });
});

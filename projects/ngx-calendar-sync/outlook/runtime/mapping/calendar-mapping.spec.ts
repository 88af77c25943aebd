import type { OutlookCalendarResource } from 'ngx-calendar-sync/outlook/start';
import { type AccountFacts, ownAddresses, toCalendar } from './calendar-mapping';

const calendar = (id: string, address: string | undefined, more: OutlookCalendarResource = {}) => ({
  id,
  name: id,
  canEdit: true,
  owner: address === undefined ? null : { name: id, address },
  ...more,
});

describe('calendars of Outlook', () => {
  const isDefaultCalendar = true;
  const own = calendar('own', 'Ada.Lovelace@contoso.example', { isDefaultCalendar });
  const second = calendar('second', 'ada.lovelace@contoso.example');
  const shared = calendar('shared', 'ben@contoso.example', { isDefaultCalendar });

  /** The calendars as an account that signs in by this address has them. */
  function mapped(signInAddress: string, resources: readonly OutlookCalendarResource[]) {
    const facts: AccountFacts = {
      addresses: ownAddresses(resources, signInAddress),
      mayWrite: (role) => role === 'owner',
      timeZone: undefined,
    };
    return resources.flatMap((resource) => toCalendar(resource, facts) ?? []);
  }

  /** Names, roles, and which one is the account's own. */
  const shown = (signInAddress: string, ...resources: OutlookCalendarResource[]) =>
    mapped(signInAddress, resources).map(({ name, accessRole, primary }) => [
      name,
      accessRole,
      primary,
    ]);

  /** The names of those that may be written without the scope for other people's. */
  const writable = (signInAddress: string, ...resources: OutlookCalendarResource[]) =>
    mapped(signInAddress, resources).flatMap((each) => (each.writable ? each.name : []));

  it('calendars: are owned by the account, whichever of its addresses it signs in by', () => {
    for (const address of ['ada.lovelace@contoso.example', 'ada@contoso.example']) {
      expect(shown(address, own, second, shared)).toEqual([
        ['own', 'owner', true],
        ['second', 'owner', false],
        ['shared', 'writer', false],
      ]);
    }
  });

  it('calendars: that of somebody else comes first, and is not the own one all the same', () => {
    expect(shown('ada.lovelace@contoso.example', shared, own)).toEqual([
      ['shared', 'writer', false],
      ['own', 'owner', true],
    ]);
  });

  it('calendars: that of somebody else is written by its role', () => {
    expect(writable('ada@contoso.example', own, shared)).toEqual(['own']);
  });

  it('calendars: an owner that cannot be compared keeps nobody from writing', () => {
    const directoryName = '/o=ExchangeLabs/ou=Group/cn=Recipients/cn=ada';
    const byDirectory = calendar('own', directoryName, { isDefaultCalendar });
    expect(writable('ada@contoso.example', byDirectory, second)).toEqual(['own', 'second']);
    expect(writable('ada@contoso.example', own, calendar('unnamed', undefined))).toEqual([
      'own',
      'unnamed',
    ]);
    // As after a calendar was made, and before the list was read.
    expect(writable('ada@contoso.example', second)).toEqual(['second']);
    const alias = calendar('alias', 'ada.king@contoso.example', { canShare: true });
    expect(writable('ada@contoso.example', own, alias)).toEqual(['own', 'alias']);
    const ofSignIn = calendar('of sign-in', 'ada@contoso.example');
    expect(writable('ada@contoso.example', own, ofSignIn)).toEqual(['own', 'of sign-in']);
  });
});

import type { OutlookCalendarResource } from 'ngx-calendar-sync/outlook/start';
import { ownAddress, toCalendar } from './calendar-mapping';

const calendar = (id: string, address: string, more: OutlookCalendarResource = {}) => ({
  id,
  name: id,
  canEdit: true,
  owner: { name: id, address },
  ...more,
});

describe('calendars of Outlook', () => {
  /** Names, roles, and which one is the account's own, as an account that signs in by this address has them. */
  function shown(signInAddress: string, ...resources: OutlookCalendarResource[]) {
    const address = ownAddress(resources, signInAddress);
    return resources.flatMap((resource) => {
      const found = toCalendar(resource, { address, mayWrite: true, timeZone: undefined });
      return found ? [[found.name, found.accessRole, found.primary]] : [];
    });
  }

  const own = calendar('own', 'Ada.Lovelace@contoso.example', { isDefaultCalendar: true });
  const second = calendar('second', 'ada.lovelace@contoso.example');
  const shared = calendar('shared', 'ben@contoso.example', { isDefaultCalendar: true });

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
});

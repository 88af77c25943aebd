import { aUser, control, signedIn } from '../../specs/emulator';
import { until } from '../../../core/specs/until';
import type { GoogleCalendarService } from '../../google-calendar.service';
import type { GoogleCalendarSettings } from '../mapping/calendar-types';
import { fullyGranted, scope, sentCount } from './specs/command-app';

const REQUEST = 'GET users/me/settings';

describe('settings$', () => {
  const watch = (service: GoogleCalendarService) => {
    const seen: (GoogleCalendarSettings | undefined)[] = [];
    service.settings$.subscribe((settings) => seen.push(settings));
    return seen;
  };

  async function aGermanUser(): Promise<string> {
    const { email } = await control<{ email: string }>('users', {
      timeZone: 'Europe/Berlin',
      locale: 'de',
    });
    return email;
  }

  it('settings$: has the account’s zone, week and clock, and reads them once for all', async () => {
    const service = await fullyGranted(await aGermanUser());
    const [seen, other] = [watch(service), watch(service)];
    await until(() => seen.at(-1) !== undefined && other.at(-1) !== undefined);
    expect(seen).toEqual([
      undefined,
      {
        timeZone: 'Europe/Berlin',
        weekStart: 1,
        format24HourTime: true,
        locale: 'de',
        all: jasmine.objectContaining({ timezone: 'Europe/Berlin', defaultEventLength: '60' }),
      },
    ]);
    expect(sentCount(service, REQUEST)).toBe(1);
  });

  it('settings$: nothing is read before somebody subscribes, and again after sync()', async () => {
    const email = await aGermanUser();
    const service = await fullyGranted(email);
    expect(sentCount(service, REQUEST)).toBe(0);
    const seen = watch(service);
    await until(() => seen.at(-1) !== undefined);
    await control('settings', { email, values: { weekStart: '6' } });
    await service.sync();
    await until(() => seen.at(-1)?.weekStart === 6);
    expect(sentCount(service, REQUEST)).toBe(2);
  });

  it('settings$: undefined where the scope was not granted, and nothing is sent', async () => {
    const scopes = [scope('calendar.events'), scope('calendar.calendarlist.readonly')];
    const service = await signedIn(await aUser(), { scopes });
    const seen = watch(service);
    await until(() => seen.length > 0);
    await service.sync();
    expect(seen).toEqual([undefined]);
    expect(sentCount(service, REQUEST)).toBe(0);
  });

  it('settings$: a failure does not end it: it asks again when the network is back', async () => {
    const email = await aGermanUser();
    const service = await fullyGranted(email);
    const path = '/calendar/v3/users/me/settings';
    await control('fault', { user: email, path, status: 403, reason: 'forbidden' });
    const seen = watch(service);
    await until(() => service.diagnostics().errors.length > 0);
    expect(seen).toEqual([undefined]);
    window.dispatchEvent(new Event('online'));
    await until(() => seen.at(-1)?.weekStart === 1);
  });

  it('settings$: undefined again after signing out', async () => {
    const service = await fullyGranted(await aUser());
    const seen = watch(service);
    await until(() => seen.at(-1) !== undefined);
    await service.signOut();
    await until(() => seen.at(-1) === undefined);
    expect(seen).toHaveSize(3);
  });
});

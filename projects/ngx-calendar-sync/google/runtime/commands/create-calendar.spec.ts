import { until } from '../../../core/specs/until';
import { aUser, control, signedIn } from '../../specs/emulator';
import {
  code,
  error,
  fullyGranted,
  sentCount,
  shownCalendar,
  shownNames,
  storedEntry,
} from './specs/command-app';
import type { GoogleCalendarDraft } from '../mapping/calendar-types';

describe('createCalendar', () => {
  it('createCalendar: the calendar shows at once with its colour, and Google has it', async () => {
    const email = await aUser();
    const service = await fullyGranted(email);
    const calendar = await service.createCalendar({
      name: 'Chess club',
      description: 'Every Thursday',
      location: 'Town hall',
      timeZone: 'Europe/Berlin',
      color: 'rebeccapurple',
    });
    expect(shownCalendar(service, calendar.id)).toBe(calendar);
    expect(calendar).toEqual(
      jasmine.objectContaining({
        name: 'Chess club',
        description: 'Every Thursday',
        timeZone: 'Europe/Berlin',
        color: '#663399',
        textColor: '#ffffff',
        accessRole: 'owner',
        writable: true,
        hidden: false,
      }),
    );
    expect(await storedEntry(email, calendar.id)).toEqual(
      jasmine.objectContaining({
        summary: 'Chess club',
        location: 'Town hall',
        backgroundColor: '#663399',
        foregroundColor: '#ffffff',
      }),
    );
  });

  it('createCalendar: without a colour it has the one that Google has chosen', async () => {
    const email = await aUser();
    const service = await fullyGranted(email);
    const { id, color } = await service.createCalendar({ name: 'Plain' });
    expect(color).toBe((await storedEntry(email, id)).backgroundColor);
    expect(sentCount(service, 'PATCH users/me/calendarList/…')).toBe(0);
  });

  it('createCalendar: where the colour is refused, it resolves to the calendar with the colour of Google’s choice', async () => {
    const email = await aUser();
    const service = await fullyGranted(email);
    await control('fault', {
      user: email,
      method: 'PATCH',
      path: '/calendar/v3/users/me/calendarList/*',
      times: 0,
      status: 403,
      reason: 'forbidden',
    });
    const calendar = await service.createCalendar({ name: 'Half', color: '#123456' });
    expect(shownCalendar(service, calendar.id)).toBe(calendar);
    expect(calendar.name).toBe('Half');
    expect(calendar.color).toBe((await storedEntry(email, calendar.id)).backgroundColor);
    expect(calendar.color).not.toBe('#123456');
  });

  it('createCalendar: where nothing is answered once the calendar is made, it resolves to the calendar', async () => {
    const email = await aUser();
    const service = await fullyGranted(email);
    const path = '/calendar/v3/users/me/calendarList/*';
    const refusal = { status: 403, reason: 'forbidden', times: 0 };
    await control('fault', { user: email, path, ...refusal });
    const calendar = await service.createCalendar({ name: 'Half', color: '#123456' });
    expect(shownCalendar(service, calendar.id)).toBe(calendar);
    expect([calendar.name, calendar.color]).toEqual(['Half', undefined]);
  });

  it('createCalendar: after a lost answer there is one calendar, and it shows', async () => {
    const email = await aUser();
    const service = await fullyGranted(email);
    const path = '/calendar/v3/calendars';
    // A browser sends a request again by itself where a connection ends before any answer.
    await control('fault', { user: email, method: 'POST', path, drop: 'middle' });
    await expectAsync(service.createCalendar({ name: 'Once' })).toBeRejectedWith(code('offline'));
    await until(() => shownNames(service).includes('Once'));
    expect(shownNames(service).filter((name) => name === 'Once')).toHaveSize(1);
  });

  it('createCalendar: bad input is refused before anything is sent', async () => {
    const service = await fullyGranted(await aUser());
    const drafts: readonly (readonly [GoogleCalendarDraft, RegExp])[] = [
      [{ name: ' ' }, /needs a name/],
      [{} as GoogleCalendarDraft, /needs a name/],
      [{ name: 'x', timeZone: 'Europe/Nowhere' }, /"Europe\/Nowhere" is not a time zone/],
      [{ name: 'x', color: 'nocolour' }, /"nocolour" is not a CSS colour/],
    ];
    for (const [draft, message] of drafts) {
      await expectAsync(service.createCalendar(draft)).toBeRejectedWith(
        error('invalid-request', message),
      );
    }
    expect(sentCount(service, 'POST calendars')).toBe(0);
  });

  it('createCalendar: a scope that was not granted is named, and nothing is sent', async () => {
    const service = await signedIn(await aUser());
    await expectAsync(service.createCalendar({ name: 'x' })).toBeRejectedWith(
      error(
        'insufficient-scopes',
        /requestScopes\('https:\/\/www.googleapis.com\/auth\/calendar.calendars'\)/,
      ),
    );
    expect(sentCount(service, 'POST calendars')).toBe(0);
  });

  it('createCalendar: aborted before it is sent, it sends nothing', async () => {
    const service = await fullyGranted(await aUser());
    const signal = AbortSignal.abort('no more');
    await expectAsync(service.createCalendar({ name: 'x' }, { signal })).toBeRejectedWith(
      jasmine.objectContaining({ code: 'cancelled', cause: 'no more' }),
    );
    expect(sentCount(service, 'POST calendars')).toBe(0);
  });

  it('createCalendar: aborted on its way, it rejects, and what Google has done shows', async () => {
    const email = await aUser();
    const service = await fullyGranted(email);
    // The emulator stores the calendar, and its answer is late.
    await control('fault', {
      user: email,
      method: 'GET',
      path: '/calendar/v3/users/me/calendarList/*',
      delayMs: 60_000,
    });
    const abort = new AbortController();
    const created = service.createCalendar({ name: 'Done' }, { signal: abort.signal });
    await until(() => shownNames(service).includes('Done'));
    abort.abort();
    await expectAsync(created).toBeRejectedWith(code('cancelled'));
    await until(
      () => shownCalendar(service, service.calendars().at(-1)?.id ?? '')?.color !== undefined,
    );
    expect(shownNames(service)).toContain('Done');
  });
});

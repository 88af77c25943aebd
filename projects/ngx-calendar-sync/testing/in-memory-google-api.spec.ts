import { firstValueFrom } from 'rxjs';
import { ɵGoogleCalendarApi as GoogleCalendarApi } from 'ngx-calendar-sync/google/runtime';
import { behindService } from '../google/specs/behind-service';
import { aCalendar, anEvent } from './fixtures';
import { BoardPage } from './specs/board';

const WORK = [aCalendar('work')];
const request = (method: 'GET' | 'PATCH', path: string) =>
  firstValueFrom(
    behindService(GoogleCalendarApi).request({
      method,
      url: ({ api }) => api + path,
      access: 'token',
    }),
  );

describe('provideCalendarSyncTesting: requests of commands', () => {
  it('a request that Google in memory does not know fails, and says which one and what to do', async () => {
    await BoardPage.open({ calendars: WORK });
    await expectAsync(request('PATCH', '/users/me/settings/locale')).toBeRejectedWith(
      jasmine.objectContaining({
        code: 'unexpected',
        message: jasmine.stringContaining('PATCH /users/me/settings/locale'),
      }),
    );
  });

  it('failNext: the next request of a command fails with this code', async () => {
    const page = await BoardPage.open({ calendars: WORK });
    page.testing.failNext('quota-exceeded');
    await page.press((google) => google.getEvent('work', 'review'));
    expect(page.answer).toBe('quota-exceeded');
  });

  it('expire: a command waits for renew, and the app is stable meanwhile', async () => {
    const page = await BoardPage.open({
      events: [anEvent('review', { calendarId: 'work', start: '2026-05-04T09:00:00Z' })],
    });
    page.testing.expire();
    await page.press((google) => google.getEvent('work', 'review'));
    expect([page.status, page.answer]).toEqual(['expired', '']);
    await page.google.renew();
    await page.stable();
    expect([page.status, page.answer]).toEqual(['signed-in', 'done']);
  });
});

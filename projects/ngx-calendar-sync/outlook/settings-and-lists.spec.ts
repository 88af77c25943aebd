import { ɵCLOCK as CLOCK } from 'ngx-calendar-sync/base';
import { clockWithoutPauses } from '../google/specs/clock-without-pauses';
import { until } from '../core/specs/until';
import type { OutlookCalendarService } from './outlook-calendar.service';
import type {
  OutlookCalendarSettings,
  OutlookEventListQuery,
} from './runtime/mapping/command-types';
import { requestsOf } from './specs/outlook-app';
import { daily, OutlookBrowser } from './specs/outlook-browser';

const JUNE = { start: '2026-06-01', end: '2026-07-01' };
const code = (expected: string) => jasmine.objectContaining({ code: expected });

describe('OutlookCalendarService.settings$', () => {
  function followed(service: OutlookCalendarService) {
    const seen: (OutlookCalendarSettings | undefined)[] = [];
    service.settings$.subscribe((settings) => seen.push(settings));
    return seen;
  }

  it('zone, clock, language and working hours of the mailbox come once they are read, and again after refresh()', async () => {
    const browser = await OutlookBrowser.ofUser({ timeZone: 'Europe/Berlin' });
    await browser.graph('PATCH', 'me/mailboxSettings', {
      timeFormat: 'HH:mm',
      language: { locale: 'de-DE' },
      workingHours: {
        daysOfWeek: ['monday', 'sunday'],
        startTime: '07:30:00.0000000',
        endTime: '16:00:00.0000000',
      },
    });
    const { service } = await browser.signedIn();
    const seen = followed(service);
    await until(() => seen.at(-1) !== undefined);
    expect(seen[0]).toBeUndefined();
    expect(seen.at(-1)).toEqual(
      jasmine.objectContaining({
        timeZone: 'Europe/Berlin',
        format24HourTime: true,
        locale: 'de-DE',
        workingHours: {
          days: [1, 0],
          start: '07:30',
          end: '16:00',
          timeZone: 'Europe/Berlin',
        },
      }),
    );
    expect(seen.at(-1)?.mailboxSettings.timeZone).toBe('W. Europe Standard Time');

    await browser.graph('PATCH', 'me/mailboxSettings', { timeZone: 'Tokyo Standard Time' });
    await service.refresh();
    await until(() => seen.at(-1)?.timeZone === 'Asia/Tokyo');
  });

  it('without MailboxSettings.Read, and after signOut(): undefined, and nothing is asked', async () => {
    const browser = await OutlookBrowser.ofUser();
    const { service } = await browser.signedIn({ config: { scopes: ['Calendars.Read'] } });
    const seen = followed(service);
    await service.refresh();
    await until(() => seen.length > 0);
    expect(seen.every((settings) => settings === undefined)).toBe(true);
    expect(await requestsOf(browser.email)).not.toContain('/v1.0/me/mailboxSettings');

    const second = await OutlookBrowser.ofUser();
    const other = await second.signedIn();
    const ofOther = followed(other.service);
    await until(() => ofOther.at(-1) !== undefined);
    await other.service.signOut();
    await until(() => ofOther.at(-1) === undefined);
  });

  it('offline at first: they come once the network is back', async () => {
    const browser = await OutlookBrowser.ofUser();
    const { service } = await browser.signedIn({
      providers: [{ provide: CLOCK, useValue: clockWithoutPauses }],
    });
    browser.goOffline();
    const seen = followed(service);
    await until(() => seen.length > 0);
    browser.goOnline();
    await until(() => {
      browser.goOnline();
      return seen.at(-1) !== undefined;
    });
    expect(seen.at(-1)?.timeZone).toBe('UTC');
  });
});

describe('OutlookCalendarService.listEvents()', () => {
  async function pagesOf(service: OutlookCalendarService, query: OutlookEventListQuery) {
    const pages: string[][] = [];
    for await (const page of service.listEvents('primary', query)) {
      pages.push(page.map(({ start, title }) => `${start.slice(0, 10)} ${title}`));
    }
    return pages;
  }

  it('a range: its events come page by page in the order of their start, series as occurrences', async () => {
    const browser = await OutlookBrowser.ofUser();
    await browser.add('Planning', '2026-06-03');
    await browser.add('Standup', '2026-06-02', daily('2026-06-02', 3));
    await browser.add('Later', '2026-07-02');
    const { service } = await browser.signedIn();
    const pages = await pagesOf(service, { ...JUNE, maxResults: 2 });
    expect(pages.map(({ length }) => length)).toEqual([2, 2]);
    const events = pages.flat();
    expect([...events].sort()).toEqual([
      '2026-06-02 Standup',
      '2026-06-03 Planning',
      '2026-06-03 Standup',
      '2026-06-04 Standup',
    ]);
    expect(events.map((text) => text.slice(0, 10))).toEqual([
      '2026-06-02',
      '2026-06-03',
      '2026-06-03',
      '2026-06-04',
    ]);
  });

  it('break: ends the list, and no more pages are asked for', async () => {
    const browser = await OutlookBrowser.ofUser();
    await browser.add('Standup', '2026-06-02', daily('2026-06-02', 3));
    const { service } = await browser.signedIn();
    await service.getCalendars();
    for await (const page of service.listEvents('primary', { ...JUNE, maxResults: 1 })) {
      expect(page.length).toBe(1);
      break;
    }
    const views = (await requestsOf(browser.email)).filter((path) =>
      path.endsWith('/calendarView'),
    );
    expect(views.length).toBe(1);
  });

  it('a range of twelve years: is listed in parts, and what lasts over their border comes once', async () => {
    const browser = await OutlookBrowser.ofUser();
    await browser.add('First', '2020-06-02');
    // The first part ends after 1825 days.
    await browser.add('Over the border', '2024-12-20', {
      end: { dateTime: '2025-01-20T10:00:00', timeZone: 'UTC' },
    });
    await browser.add('Last', '2031-06-02');
    const { service } = await browser.signedIn();
    const pages = await pagesOf(service, { start: '2020-01-01', end: '2032-01-01' });
    expect(pages.flat()).toEqual([
      '2020-06-02 First',
      '2024-12-20 Over the border',
      '2031-06-02 Last',
    ]);
  });

  it('text, and properties of the app: only the events that have them', async () => {
    const browser = await OutlookBrowser.ofUser();
    const { service } = await browser.signedIn();
    await service.addEvent('primary', {
      title: 'Invoice',
      start: '2026-06-10T09:00:00Z',
      extendedProperties: { private: { job: 'paint' } },
    });
    await service.addEvent('primary', { title: 'Other', start: '2026-06-11T09:00:00Z' });
    expect((await pagesOf(service, { ...JUNE, text: 'invoice' })).flat()).toEqual([
      '2026-06-10 Invoice',
    ]);
    const query = { ...JUNE, privateExtendedProperty: { job: 'paint' } };
    expect((await pagesOf(service, query)).flat()).toEqual(['2026-06-10 Invoice']);
  });

  it('no range, an empty one, or pages of no size: refused in words in the loop', async () => {
    const browser = await OutlookBrowser.ofUser();
    const { service } = await browser.signedIn();
    for (const query of [
      {} as OutlookEventListQuery,
      { start: JUNE.end, end: JUNE.start },
      { ...JUNE, maxResults: 0 },
      { ...JUNE, maxResults: 1_001 },
    ]) {
      await expectAsync(pagesOf(service, query)).toBeRejectedWith(code('invalid-request'));
    }
    await expectAsync(
      (async () => {
        for await (const page of service.listEvents('primary')) {
          expect(page).toBeDefined();
        }
      })(),
    ).toBeRejectedWith(code('invalid-request'));
  });

  it('an abort: ends the list with cancelled', async () => {
    const browser = await OutlookBrowser.ofUser();
    const { service } = await browser.signedIn();
    const { signal } = abortedNow();
    await expectAsync(pagesOf(service, { ...JUNE, signal })).toBeRejectedWith(code('cancelled'));
  });
});

function abortedNow(): AbortController {
  const controller = new AbortController();
  controller.abort();
  return controller;
}

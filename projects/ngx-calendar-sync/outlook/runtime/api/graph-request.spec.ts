import { CalendarSyncError } from 'ngx-calendar-sync/base';
import { pathOfLink, preferencesOf, withQuery } from './graph-request';

const GRAPH = 'https://graph.microsoft.com/v1.0';

describe('Requests to Graph', () => {
  it('pathOfLink: path and query alone, whatever host the link names', () => {
    const link = `${GRAPH}/me/calendars/A%2FB%3D/calendarView/delta?$deltatoken=a%2Bb`;
    const path = '/me/calendars/A%2FB%3D/calendarView/delta?$deltatoken=a%2Bb';
    expect(pathOfLink(link, GRAPH, location.href)).toBe(path);
    expect(pathOfLink(link, `${GRAPH}/`, location.href)).toBe(path);
    const elsewhere = link.replace('graph.microsoft.com', 'evil.example.com');
    expect(pathOfLink(elsewhere, GRAPH, location.href)).toBe(path);
  });

  it('pathOfLink: a link that is not below the base is refused', () => {
    for (const link of [
      'https://graph.microsoft.com/v1.0evil/me',
      'https://graph.microsoft.com/beta/me',
      'https://graph.microsoft.com/v1.0/../beta/me',
      'data:text/plain,me',
    ]) {
      expect(() => pathOfLink(link, GRAPH, location.href))
        .withContext(link)
        .toThrowError(CalendarSyncError);
    }
  });

  it('preferencesOf: one list, with text unless HTML is asked for', () => {
    expect(preferencesOf({ method: 'GET', path: '/me', pageSize: 50 })).toBe(
      'outlook.timezone="UTC", outlook.body-content-type="text", odata.maxpagesize=50',
    );
    expect(preferencesOf({ method: 'GET', path: '/me', asHtml: true })).toBe(
      'outlook.timezone="UTC", outlook.body-content-type="html"',
    );
  });

  it('withQuery: values are encoded, and those that are missing left out', () => {
    expect(withQuery('/me/calendars', { $top: 5, $filter: undefined })).toBe(
      '/me/calendars?$top=5',
    );
    expect(withQuery('/me', { startDateTime: '2026-06-01T00:00:00+02:00' })).toBe(
      '/me?startDateTime=2026-06-01T00%3A00%3A00%2B02%3A00',
    );
  });
});

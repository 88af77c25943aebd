import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { authClient } from './testing/target.ts';
import { onlyOnEmulator, refusalOf, target, useTestCalendar } from './testing/test-calendar.ts';

describe('Conformance: import, quickAdd, watch, batch', () => {
  const testCalendar = useTestCalendar();
  const day = { start: { date: '2027-08-02' }, end: { date: '2027-08-03' } };

  const imported = async (iCalUID: string, more: object = {}) => {
    const requestBody = { ...day, iCalUID, summary: 'Imported', ...more };
    const { data } = await testCalendar().api.events.import({
      calendarId: testCalendar().calendarId,
      requestBody,
    });
    return testCalendar().adopt(data);
  };

  it('events.import: keeps the UID', async () => {
    const uid = `${testCalendar().newId()}@example.com`;
    const event = await imported(uid);
    expect([event.iCalUID, event.summary]).toEqual([uid, 'Imported']);
    expect((await testCalendar().list({ iCalUID: uid })).items.map((each) => each.id)).toEqual([
      event.id,
    ]);
  });

  it('events.import: the same UID again replaces the event', async () => {
    const uid = `${testCalendar().newId()}@example.com`;
    const first = await imported(uid, { sequence: 1 });
    const second = await imported(uid, { sequence: 2, summary: 'Again' });
    expect([second.id, second.summary]).toEqual([first.id, 'Again']);
  });

  it('events.import: a missing UID answers 400', async () => {
    const { calendarId, api } = testCalendar();
    expect(await refusalOf(api.events.import({ calendarId, requestBody: day }))).toMatch(/^400 /);
  });

  it('events.quickAdd: reads a title and a time', async () => {
    const text = 'Dinner tomorrow 7pm-9pm';
    const { data } = await testCalendar().api.events.quickAdd({
      calendarId: testCalendar().calendarId,
      text,
    });
    const { summary, start, end } = testCalendar().adopt(data);
    expect(summary).toBe('Dinner');
    expect(start?.dateTime).toMatch(/T19:00:00/);
    expect(end?.dateTime).toMatch(/T21:00:00/);
  });

  it('events.quickAdd: creates an event that can be patched', async () => {
    const text = 'Lunch tomorrow 12:30';
    const { data } = await testCalendar().api.events.quickAdd({
      calendarId: testCalendar().calendarId,
      text,
    });
    const { id } = testCalendar().adopt(data);
    expect((await testCalendar().patch(id, { location: 'Canteen' })).summary).toBe('Lunch');
  });

  onlyOnEmulator(
    'events.watch: a change sends a message to an address of this machine',
    async () => {
      const messages: IncomingHttpHeaders[] = [];
      const listener = createServer((request, response) => {
        messages.push(request.headers);
        response.end();
      });
      await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve));
      const { port } = listener.address() as AddressInfo;
      const { api, calendarId } = testCalendar();
      const { data: channel } = await api.events.watch({
        calendarId,
        requestBody: {
          id: testCalendar().newId(),
          type: 'web_hook',
          address: `http://127.0.0.1:${port}/`,
        },
      });
      await testCalendar().insert(day);
      while (messages.length < 2) {
        await new Promise((resolve) => setTimeout(resolve, 10));
      }
      expect(messages.map((headers) => headers['x-goog-resource-state'])).toEqual([
        'sync',
        'exists',
      ]);
      expect(messages[0]?.['x-goog-channel-id']).toBe(String(channel.id));
      const { id, resourceId } = channel;
      await api.channels.stop({ requestBody: { id: id ?? '', resourceId: resourceId ?? '' } });
      listener.close();
    },
  );

  it('events.watch: an address that is not HTTP is refused', async () => {
    const { api, calendarId } = testCalendar();
    const requestBody = {
      id: testCalendar().newId(),
      type: 'web_hook',
      address: 'ftp://example.com/',
    };
    expect(await refusalOf(api.events.watch({ calendarId, requestBody }))).toMatch(
      /^40[01] push\./,
    );
  });

  it('channels.stop: an unknown channel answers 404 notFound', async () => {
    const requestBody = { id: testCalendar().newId(), resourceId: 'nothing' };
    expect(await refusalOf(testCalendar().api.channels.stop({ requestBody }))).toBe('404 notFound');
  });

  it('batch: every part has an answer of its own', async () => {
    const path = `/calendar/v3/calendars/${encodeURIComponent(testCalendar().calendarId)}`;
    const auth = authClient(target);
    auth.setCredentials({ refresh_token: await target.refreshToken() });
    const part = (id: string, request: string) =>
      `--limit\r\nContent-Type: application/http\r\nContent-ID: <${id}>\r\n\r\n${request}\r\n\r\n`;
    const { data } = await auth.request<string>({
      url: target.address('https://www.googleapis.com/batch/calendar/v3'),
      method: 'POST',
      headers: { 'Content-Type': 'multipart/mixed; boundary=limit' },
      data: `${part('one', `GET ${path}`)}${part('two', `GET ${path}/events/nothing1`)}--limit--\r\n`,
      responseType: 'text',
    });
    expect(data).toMatch(/<response-one>[^]*HTTP\/1\.1 200 OK[^]*"calendar#calendar"/);
    expect(data).toMatch(/<response-two>[^]*HTTP\/1\.1 404 Not Found[^]*"notFound"/);
  });
});

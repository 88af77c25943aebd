import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { authClient } from './testing/target.ts';
import { onlyOnEmulator, refusalOf, target, useRoom } from './testing/room.ts';

describe('Conformance: import, quickAdd, watch, batch', () => {
  const room = useRoom();
  const day = { start: { date: '2027-08-02' }, end: { date: '2027-08-03' } };

  const imported = async (iCalUID: string, more: object = {}) => {
    const requestBody = { ...day, iCalUID, summary: 'Imported', ...more };
    const { data } = await room().api.events.import({ calendarId: room().calendarId, requestBody });
    return room().own(data);
  };

  it('an import keeps the UID', async () => {
    const uid = `${room().newId()}@example.com`;
    const event = await imported(uid);
    expect([event.iCalUID, event.summary]).toEqual([uid, 'Imported']);
    expect((await room().list({ iCalUID: uid })).items.map((each) => each.id)).toEqual([event.id]);
  });

  it('an import of the same UID is the same event', async () => {
    const uid = `${room().newId()}@example.com`;
    const first = await imported(uid, { sequence: 1 });
    const second = await imported(uid, { sequence: 2, summary: 'Again' });
    expect([second.id, second.summary]).toEqual([first.id, 'Again']);
  });

  it('an import needs a UID', async () => {
    const { calendarId, api } = room();
    expect(await refusalOf(api.events.import({ calendarId, requestBody: day }))).toMatch(/^400 /);
  });

  it('quickAdd reads a name and a time', async () => {
    const text = 'Dinner tomorrow 7pm-9pm';
    const { data } = await room().api.events.quickAdd({ calendarId: room().calendarId, text });
    const { summary, start, end } = room().own(data);
    expect(summary).toBe('Dinner');
    expect(start?.dateTime).toMatch(/T19:00:00/);
    expect(end?.dateTime).toMatch(/T21:00:00/);
  });

  it('quickAdd makes an event like any other', async () => {
    const text = 'Lunch tomorrow 12:30';
    const { data } = await room().api.events.quickAdd({ calendarId: room().calendarId, text });
    const { id } = room().own(data);
    expect((await room().patch(id, { location: 'Canteen' })).summary).toBe('Lunch');
  });

  onlyOnEmulator('watch tells an address of this machine that something changed', async () => {
    const told: IncomingHttpHeaders[] = [];
    const listener = createServer((request, response) => {
      told.push(request.headers);
      response.end();
    });
    await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve));
    const { port } = listener.address() as AddressInfo;
    const { api, calendarId } = room();
    const { data: channel } = await api.events.watch({
      calendarId,
      requestBody: { id: room().newId(), type: 'web_hook', address: `http://127.0.0.1:${port}/` },
    });
    await room().insert(day);
    while (told.length < 2) {
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    expect(told.map((headers) => headers['x-goog-resource-state'])).toEqual(['sync', 'exists']);
    expect(told[0]?.['x-goog-channel-id']).toBe(String(channel.id));
    const { id, resourceId } = channel;
    await api.channels.stop({ requestBody: { id: id ?? '', resourceId: resourceId ?? '' } });
    listener.close();
  });

  it('watch needs an address of HTTP', async () => {
    const { api, calendarId } = room();
    const requestBody = { id: room().newId(), type: 'web_hook', address: 'ftp://example.com/' };
    expect(await refusalOf(api.events.watch({ calendarId, requestBody }))).toMatch(
      /^40[01] push\./,
    );
  });

  it('a channel that is not there cannot be stopped', async () => {
    const requestBody = { id: room().newId(), resourceId: 'nothing' };
    expect(await refusalOf(room().api.channels.stop({ requestBody }))).toBe('404 notFound');
  });

  it('a batch answers its parts one by one', async () => {
    const path = `/calendar/v3/calendars/${encodeURIComponent(room().calendarId)}`;
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

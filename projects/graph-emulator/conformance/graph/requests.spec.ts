import { type Client, ResponseType } from '@microsoft/microsoft-graph-client';
import {
  eventPath,
  type EventRow,
  inserted,
  lunchOn,
  refusalOf,
  type Rows,
  useGraphClients,
  WEEKLY,
} from './testing/graph-clients.ts';

const WINDOW = { startDateTime: '2026-06-01T00:00:00Z', endDateTime: '2026-07-01T00:00:00Z' };

describe('Graph client: requests', () => {
  const graph = useGraphClients();

  async function get<T>(client: Client, path: string): Promise<T> {
    return (await client.api(path).get()) as T;
  }

  it('client: sends its token by TLS to the emulator', async () => {
    expect(await get<object>(graph.as(), '/me')).toEqual(
      jasmine.objectContaining({ displayName: 'Ada' }),
    );
  });

  it('client: its own headers are in the request log', async () => {
    await get(graph.as(), '/me/calendars');
    const [request] = graph.control.requests();
    expect(request?.authorization).toBe('bearer');
    expect(request?.headers).toContain('sdkversion');
    expect(request?.headers).toContain('client-request-id');
  });

  it('client: version() of another API is not there', async () => {
    expect(await refusalOf(graph.as().api('/me').version('beta').get())).toMatch(/^404/);
  });

  it('calendars: get, post, patch and delete', async () => {
    const client = graph.as();
    const created = (await client.api('/me/calendars').post({ name: 'Choir' })) as { id: string };
    const path = `/me/calendars/${encodeURIComponent(created.id)}`;
    await client.api(path).patch({ name: 'Song' });
    expect(((await client.api(path).get()) as { name: string }).name).toBe('Song');
    await client.api(path).delete();
    expect(await refusalOf(client.api(path).get())).toBe('404 ErrorItemNotFound');
  });

  it('calendars: select() answers what it names', async () => {
    const { value } = (await graph.as().api('/me/calendars').select(['name', 'canEdit']).get()) as {
      value: object[];
    };
    expect(Object.keys(value[0] ?? {}).sort()).toEqual(['canEdit', 'id', 'name']);
  });

  it('calendars: top() and skip() page', async () => {
    const { value } = (await graph.as().api('/me/calendars').top(1).skip(1).get()) as {
      value: object[];
    };
    expect(value).toHaveSize(1);
  });

  it('events: post answers 201 with the event', async () => {
    const response = (await graph
      .as()
      .api('/me/events')
      .responseType(ResponseType.RAW)
      .post(lunchOn('2026-06-11'))) as Response;
    expect(response.status).toBe(201);
    expect(((await response.json()) as EventRow).subject).toBe('Lunch');
  });

  it('events: get by id, patch, and delete', async () => {
    const client = graph.as();
    const event = await inserted(client, lunchOn('2026-06-11'));
    expect((await get<EventRow>(client, eventPath(event))).subject).toBe('Lunch');
    expect(
      ((await client.api(eventPath(event)).patch({ subject: 'Late' })) as EventRow).subject,
    ).toBe('Late');
    expect(await client.api(eventPath(event)).delete()).toBeUndefined();
    expect(await refusalOf(client.api(eventPath(event)).get())).toBe('404 ErrorItemNotFound');
  });

  it('events: header() sends If-Match', async () => {
    const client = graph.as();
    const event = await inserted(client, lunchOn('2026-06-11'));
    const patched = (await client
      .api(eventPath(event))
      .header('If-Match', event['@odata.etag'])
      .patch({ subject: 'Mine' })) as EventRow;
    expect(patched.subject).toBe('Mine');
    const late = client
      .api(eventPath(event))
      .header('If-Match', event['@odata.etag'])
      .patch({ subject: 'Old' });
    expect(await refusalOf(late)).toBe('412 ErrorIrresolvableConflict');
  });

  it('events: header() sends Prefer', async () => {
    const client = graph.as();
    const event = await inserted(client, lunchOn('2026-06-11'));
    const seen = (await client
      .api(eventPath(event))
      .header('Prefer', 'outlook.timezone="Tokyo Standard Time"')
      .get()) as EventRow;
    expect(seen.start).toEqual({
      dateTime: '2026-06-11T21:00:00.0000000',
      timeZone: 'Tokyo Standard Time',
    });
  });

  it('events: expand() answers extensions', async () => {
    const client = graph.as();
    const event = await inserted(client, {
      ...lunchOn('2026-06-11'),
      extensions: [
        {
          '@odata.type': 'microsoft.graph.openTypeExtension',
          extensionName: 'example.own',
          room: 7,
        },
      ],
    });
    const seen = (await client
      .api(eventPath(event))
      .expand("extensions($filter=id eq 'example.own')")
      .get()) as {
      extensions: { room: number }[];
    };
    expect(seen.extensions.map(({ room }) => room)).toEqual([7]);
  });

  it('events: a transactionId makes a repeated post one event', async () => {
    const client = graph.as();
    const body = { ...lunchOn('2026-06-11'), transactionId: 'same' };
    const [one, other] = [await inserted(client, body), await inserted(client, body)];
    expect(one.id).toBe(other.id);
    expect((await get<Rows>(client, '/me/events')).value).toHaveSize(1);
  });

  const filters: readonly (readonly [string, readonly string[]])[] = [
    ["subject eq 'Tea'", ['Tea']],
    ["startswith(subject,'Lu')", ['Lunch']],
    ["contains(subject,'ea')", ['Tea']],
    ["start/dateTime ge '2026-06-12'", ['Tea']],
    ["end/dateTime lt '2026-06-12'", ['Lunch']],
    ['isAllDay eq true', []],
    ["categories/any(c:c eq 'Own')", ['Tea']],
    ["type eq 'singleInstance' and isOrganizer eq true", ['Lunch', 'Tea']],
  ];
  for (const [filter, expected] of filters) {
    it(`calendarView: filter(${filter})`, async () => {
      const client = graph.as();
      await inserted(client, lunchOn('2026-06-11'));
      await inserted(client, { ...lunchOn('2026-06-12', 'Tea'), categories: ['Own'] });
      const { value } = (await client
        .api('/me/calendarView')
        .query(WINDOW)
        .filter(filter)
        .get()) as Rows;
      expect(value.map(({ subject }) => subject)).toEqual([...expected]);
    });
  }

  it('calendarView: orderby() sorts', async () => {
    const client = graph.as();
    await inserted(client, lunchOn('2026-06-11', 'B'));
    await inserted(client, lunchOn('2026-06-12', 'A'));
    const { value } = (await client
      .api('/me/calendarView')
      .query(WINDOW)
      .orderby('subject')
      .get()) as Rows;
    expect(value.map(({ subject }) => subject)).toEqual(['A', 'B']);
  });

  it('calendarView: count() tells how many there are', async () => {
    const client = graph.as();
    await inserted(client, lunchOn('2026-06-11'));
    const answer = (await client.api('/me/calendarView').query(WINDOW).count(true).get()) as Record<
      string,
      unknown
    >;
    expect(answer['@odata.count']).toBe(1);
  });

  it('series: calendarView has occurrences, and instances lists them', async () => {
    const client = graph.as();
    const series = await inserted(client, WEEKLY);
    const view = (await client.api('/me/calendarView').query(WINDOW).get()) as Rows;
    const instances = (await client
      .api(`${eventPath(series)}/instances`)
      .query(WINDOW)
      .get()) as Rows;
    expect(view.value.map(({ type }) => type)).toEqual(
      Array.from({ length: 4 }, () => 'occurrence'),
    );
    expect(instances.value.map(({ id }) => id)).toEqual(view.value.map(({ id }) => id));
  });

  it('series: an occurrence is changed and deleted by its id', async () => {
    const client = graph.as();
    await inserted(client, WEEKLY);
    const { value } = (await client.api('/me/calendarView').query(WINDOW).get()) as Rows;
    const [first, second] = value;
    await client.api(eventPath(first ?? { id: '' })).patch({ subject: 'Own' });
    await client.api(eventPath(second ?? { id: '' })).delete();
    const after = (await client.api('/me/calendarView').query(WINDOW).get()) as Rows;
    expect(after.value.map(({ subject, type }) => `${subject} ${type}`)).toEqual([
      'Own exception',
      'Choir occurrence',
      'Choir occurrence',
    ]);
  });

  for (const action of ['accept', 'tentativelyAccept', 'decline'] as const) {
    it(`${action}: of the organizer is refused, of a guest it is 202`, async () => {
      const [ada, ben] = [graph.as(), graph.as('ben@contoso.example')];
      const attendees = [{ type: 'required', emailAddress: { address: 'ben@contoso.example' } }];
      const event = await inserted(ada, { ...lunchOn('2026-06-11'), attendees });
      const { value } = (await ben.api('/me/events').filter('isOrganizer eq false').get()) as Rows;
      const body = { comment: 'ok', sendResponse: true };
      expect(await refusalOf(ada.api(`${eventPath(event)}/${action}`).post(body))).toBe(
        '400 ErrorInvalidRequest',
      );
      const answer = (await ben
        .api(`${eventPath(value[0] ?? { id: '' })}/${action}`)
        .responseType(ResponseType.RAW)
        .post(body)) as Response;
      expect(answer.status).toBe(202);
    });
  }

  it('cancel: calls a meeting off', async () => {
    const client = graph.as();
    const event = await inserted(client, lunchOn('2026-06-11'));
    await client.api(`${eventPath(event)}/cancel`).post({ comment: 'Sorry' });
    expect(await refusalOf(client.api(eventPath(event)).get())).toBe('404 ErrorItemNotFound');
  });

  it('mailboxSettings: get and patch', async () => {
    const client = graph.as();
    await client.api('/me/mailboxSettings').patch({ timeZone: 'Tokyo Standard Time' });
    expect(await get<object>(client, '/me/mailboxSettings')).toEqual(
      jasmine.objectContaining({ timeZone: 'Tokyo Standard Time' }),
    );
  });

  it('masterCategories: post and get', async () => {
    const client = graph.as();
    await client
      .api('/me/outlook/masterCategories')
      .post({ displayName: 'Choir', color: 'preset5' });
    const { value } = await get<{ value: { displayName: string }[] }>(
      client,
      '/me/outlook/masterCategories',
    );
    expect(value.map(({ displayName }) => displayName)).toContain('Choir');
  });

  it('supportedTimeZones: as a function with a parameter', async () => {
    const path =
      "/me/outlook/supportedTimeZones(TimeZoneStandard=microsoft.graph.timeZoneStandard'Iana')";
    const { value } = await get<{ value: { alias: string }[] }>(graph.as(), path);
    expect(value.map(({ alias }) => alias)).toContain('Europe/Berlin');
  });

  it('getSchedule: post answers free and busy times', async () => {
    const { value } = (await graph
      .as()
      .api('/me/calendar/getSchedule')
      .post({
        schedules: ['ben@contoso.example'],
        startTime: { dateTime: '2026-06-10T13:00:00', timeZone: 'UTC' },
        endTime: { dateTime: '2026-06-10T16:00:00', timeZone: 'UTC' },
        availabilityViewInterval: 60,
      })) as { value: { availabilityView: string }[] };
    expect(value[0]?.availabilityView).toBe('020');
  });
});

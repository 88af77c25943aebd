import {
  eventPath,
  type EventRow,
  inserted,
  lunchOn,
  refusalOf,
  type Rows,
  useGraphClients,
} from './testing/graph-clients.ts';

interface Extension {
  readonly id: string;
  readonly extensionName: string;
  readonly room?: number;
}

describe('Graph client: extensions', () => {
  const graph = useGraphClients();

  const extension = (extensionName: string, room: number): object => ({
    '@odata.type': 'microsoft.graph.openTypeExtension',
    extensionName,
    room,
  });
  const withTwo = (): object => ({
    ...lunchOn('2026-06-11'),
    extensions: [extension('example.one', 1), extension('example.two', 2)],
  });

  it('extensions: post, get, patch and delete one of an event', async () => {
    const ada = graph.as();
    const list = `${eventPath(await inserted(ada, lunchOn('2026-06-11')))}/extensions`;
    await ada.api(list).post(extension('example.own', 7));
    const path = `${list}/example.own`;
    expect(((await ada.api(path).get()) as Extension).room).toBe(7);
    await ada.api(path).patch({ ...extension('example.own', 8) });
    expect(((await ada.api(path).get()) as Extension).room).toBe(8);
    await ada.api(path).delete();
    expect(await refusalOf(ada.api(path).get())).toMatch(/^404 /);
  });

  it('extensions: the id is the name behind that of Outlook, and names it as well', async () => {
    const ada = graph.as();
    const list = `${eventPath(await inserted(ada, lunchOn('2026-06-11')))}/extensions`;
    const { id } = (await ada.api(list).post(extension('example.own', 7))) as Extension;
    expect(id).toBe('Microsoft.OutlookServices.OpenTypeExtension.example.own');
    expect(((await ada.api(`${list}/${id}`).get()) as Extension).room).toBe(7);
  });

  it('extensions: get and list of the event have them by expand() alone', async () => {
    const ada = graph.as();
    const event = await inserted(ada, withTwo());
    expect(await ada.api(eventPath(event)).get()).not.toEqual(
      jasmine.objectContaining({ extensions: jasmine.anything() }),
    );
    const { value } = (await ada
      .api('/me/events')
      .expand("extensions($filter=id eq 'example.two')")
      .get()) as Rows;
    const [row] = value as readonly (EventRow & { extensions?: readonly Extension[] })[];
    expect(row?.extensions?.map(({ extensionName }) => extensionName)).toEqual(['example.two']);
  });

  it('extensions: select() beside expand() keeps them', async () => {
    const ada = graph.as();
    const event = await inserted(ada, withTwo());
    const seen = (await ada
      .api(eventPath(event))
      .select('subject')
      .expand("extensions($filter=id eq 'example.one' or id eq 'example.two')")
      .get()) as { subject: string; extensions: Extension[]; start?: object };
    expect([seen.subject, seen.extensions.map(({ room }) => room), seen.start]).toEqual([
      'Lunch',
      [1, 2],
      undefined,
    ]);
  });

  it('extensions: a patch of the event leaves them', async () => {
    const ada = graph.as();
    const event = await inserted(ada, withTwo());
    await ada.api(eventPath(event)).patch({ subject: 'Late' });
    const { value } = (await ada.api(`${eventPath(event)}/extensions`).get()) as {
      value: Extension[];
    };
    expect(value).toHaveSize(2);
  });

  it('singleValueExtendedProperties: expand() has the one that its filter names', async () => {
    const ada = graph.as();
    const id = 'String {66f5a359-4659-4830-9070-00040ec6ac6e} Name Own';
    const event = await inserted(ada, {
      ...lunchOn('2026-06-11'),
      singleValueExtendedProperties: [{ id, value: 'seven' }],
    });
    const seen = (await ada
      .api(eventPath(event))
      .expand(`singleValueExtendedProperties($filter=id eq '${id}')`)
      .get()) as { singleValueExtendedProperties: { value: string }[] };
    expect(seen.singleValueExtendedProperties.map(({ value }) => value)).toEqual(['seven']);
  });
});

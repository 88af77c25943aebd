import { refusalOf, useGraphClients } from './testing/graph-clients.ts';

const CATEGORIES = '/me/outlook/masterCategories';

describe('Graph client: mailbox', () => {
  const graph = useGraphClients();

  interface Category {
    readonly id: string;
    readonly displayName: string;
    readonly color: string;
  }

  it('mailboxSettings: the zone is told by its Windows name', async () => {
    expect(await graph.as().api('/me/mailboxSettings').select('timeZone').get()).toEqual(
      jasmine.objectContaining({ timeZone: 'W. Europe Standard Time' }),
    );
  });

  it('mailboxSettings: the zone can be asked alone', async () => {
    expect(await graph.as('ben@contoso.example').api('/me/mailboxSettings/timeZone').get()).toEqual(
      jasmine.objectContaining({ value: 'Eastern Standard Time' }),
    );
  });

  it('mailboxSettings: patch of an unknown zone is refused with 400, and the zone stays', async () => {
    const ada = graph.as();
    expect(await refusalOf(ada.api('/me/mailboxSettings').patch({ timeZone: 'Nowhere' }))).toMatch(
      /^400 /,
    );
    expect(await ada.api('/me/mailboxSettings').get()).toEqual(
      jasmine.objectContaining({ timeZone: 'W. Europe Standard Time' }),
    );
  });

  it('masterCategories: the names and colours of the mailbox', async () => {
    const { value } = (await graph.as().api(CATEGORIES).get()) as { value: Category[] };
    expect(value.map(({ displayName, color }) => [displayName, color])).toEqual([
      ['Red category', 'preset0'],
    ]);
  });

  it('masterCategories: a colour is changed by id, and a deleted one is 404', async () => {
    const ada = graph.as();
    const created = (await ada
      .api(CATEGORIES)
      .post({ displayName: 'Choir', color: 'preset24' })) as Category;
    const path = `${CATEGORIES}/${created.id}`;
    await ada.api(path).patch({ color: 'preset3' });
    expect(((await ada.api(path).get()) as Category).color).toBe('preset3');
    await ada.api(path).delete();
    expect(await refusalOf(ada.api(path).get())).toMatch(/^404 /);
  });

  it('masterCategories: a colour that is none of the presets is refused with 400', async () => {
    const post = graph.as().api(CATEGORIES).post({ displayName: 'Choir', color: 'preset25' });
    expect(await refusalOf(post)).toMatch(/^400 /);
  });

  it('supportedTimeZones: are Windows names unless others are asked for', async () => {
    const { value } = (await graph.as().api('/me/outlook/supportedTimeZones').get()) as {
      value: { alias: string }[];
    };
    const names = value.map(({ alias }) => alias);
    expect(names).toContain('W. Europe Standard Time');
    expect(names).not.toContain('Europe/Berlin');
  });
});

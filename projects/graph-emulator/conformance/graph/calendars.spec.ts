import {
  eventPath,
  type EventRow,
  inserted,
  lunchOn,
  refusalOf,
  type Rows,
  useGraphClients,
} from './testing/graph-clients.ts';

interface Calendar {
  readonly id: string;
  readonly name: string;
  readonly color: string;
  readonly hexColor: string;
  readonly canEdit: boolean;
  readonly isDefaultCalendar: boolean;
  readonly owner: { readonly address: string };
}

describe('Graph client: calendars', () => {
  const graph = useGraphClients();

  const pathOf = ({ id }: Pick<Calendar, 'id'>): string =>
    `/me/calendars/${encodeURIComponent(id)}`;

  async function ofBen(): Promise<Calendar> {
    const { value } = (await graph.as().api('/me/calendars').get()) as { value: Calendar[] };
    const found = value.find(({ owner }) => owner.address === 'ben@contoso.example');
    if (!found) {
      throw new Error('Ada has no calendar of Ben.');
    }
    return found;
  }

  it('calendars: a new one has an empty hexColor and is editable', async () => {
    const created = (await graph.as().api('/me/calendars').post({ name: 'Choir' })) as Calendar;
    expect([created.hexColor, created.canEdit, created.isDefaultCalendar]).toEqual([
      '',
      true,
      false,
    ]);
  });

  it('calendars: a second one of the same name is refused', async () => {
    const ada = graph.as();
    await ada.api('/me/calendars').post({ name: 'Choir' });
    expect(await refusalOf(ada.api('/me/calendars').post({ name: 'Choir' }))).toMatch(/^4\d\d /);
  });

  it('calendars: a deleted one takes its events along', async () => {
    const ada = graph.as();
    const created = (await ada.api('/me/calendars').post({ name: 'Choir' })) as Calendar;
    const event = await inserted(ada, lunchOn('2026-06-11'), `${pathOf(created)}/events`);
    await ada.api(pathOf(created)).delete();
    expect(await refusalOf(ada.api(eventPath(event)).get())).toBe('404 ErrorItemNotFound');
  });

  it('calendar: the default one cannot be deleted', async () => {
    const ada = graph.as();
    const own = (await ada.api('/me/calendar').get()) as Calendar;
    expect(own.isDefaultCalendar).toBeTrue();
    expect(await refusalOf(ada.api(pathOf(own)).delete())).toMatch(/^4\d\d /);
    expect(((await ada.api('/me/calendar').get()) as Calendar).id).toBe(own.id);
  });

  it('calendars: an event in one is found by me/events/{id} and is not in the default one', async () => {
    const ada = graph.as();
    const created = (await ada.api('/me/calendars').post({ name: 'Choir' })) as Calendar;
    const event = await inserted(ada, lunchOn('2026-06-11'), `${pathOf(created)}/events`);
    expect(((await ada.api(eventPath(event)).get()) as EventRow).subject).toBe('Lunch');
    expect(((await ada.api('/me/events').get()) as Rows).value).toEqual([]);
  });

  it('shared: a calendar that may only be read refuses a post with 403', async () => {
    const shared = await ofBen();
    expect(shared.canEdit).toBeFalse();
    const post = inserted(graph.as(), lunchOn('2026-06-11'), `${pathOf(shared)}/events`);
    expect(await refusalOf(post)).toBe('403 ErrorAccessDenied');
  });

  it('shared: its events are in users/{address}/calendar, too', async () => {
    const { value } = (await graph
      .as()
      .api('/users/ben@contoso.example/calendar/events')
      .get()) as Rows;
    expect(value.map(({ subject }) => subject)).toEqual(['Of Ben']);
  });

  it('calendarGroups: the group has the calendars', async () => {
    const ada = graph.as();
    const { value } = (await ada.api('/me/calendarGroups').get()) as { value: { id: string }[] };
    const [group] = value;
    const path = `/me/calendarGroups/${encodeURIComponent(group?.id ?? '')}/calendars`;
    const inGroup = (await ada.api(path).get()) as { value: Calendar[] };
    expect(inGroup.value.map(({ isDefaultCalendar }) => isDefaultCalendar)).toContain(true);
  });
});

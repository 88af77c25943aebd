import { firstValueFrom } from 'rxjs';
import {
  daily,
  ownExtension,
  unmodelled,
  UNMODELLED,
  timed,
  withoutFields,
  WritingAccount,
} from './specs/writing-account';

describe('Outlook events that a write copies', () => {
  let account: WritingAccount;
  let calendarId: string;

  beforeEach(async () => {
    account = await WritingAccount.open();
    ({ calendarId } = account);
  });

  afterEach(() => {
    account.session.close();
  });

  const otherCalendar = async (): Promise<string> => {
    const { id = '' } = await account.graph('POST', 'me/calendars', { name: 'Other' });
    await firstValueFrom(account.provider.listCalendars());
    return id;
  };

  const EXCEPTION = { contentType: 'html', content: '<p>An <i>exception</i></p>' } as const;

  it('move: an event has in the other calendar all that Graph has of it', async () => {
    const to = await otherCalendar();
    const own = { ticket: '7' };
    const id = await account.insert(
      timed('2026-06-10', 9, { ...UNMODELLED, ...ownExtension(own) }),
    );
    const before = unmodelled(await account.stored(id));
    const event = withoutFields(await account.read(id), ['body']);
    const plan = account.provider.planWrite({ kind: 'move', calendarId, toCalendarId: to, event });
    await account.send({ plan });
    const [moved] = await account.view(to);
    expect(unmodelled(moved)).toEqual(before);
    expect(await account.ownProperties(moved?.id ?? '')).toEqual(own);
    expect(await account.shown()).toEqual([]);
  });

  it('move: a changed occurrence of a series keeps its description as HTML', async () => {
    const to = await otherCalendar();
    const id = await account.insert(daily(3, UNMODELLED));
    const [, second] = await account.view();
    await account.change(second?.id ?? '', { body: EXCEPTION });
    const event = await account.read(id);
    const plan = account.provider.planWrite({ kind: 'move', calendarId, toCalendarId: to, event });
    await account.send({ plan });
    const rows = await account.view(to);
    expect(rows.map(({ body }) => /<p>.*<\/p>/.exec(body?.content ?? '')?.[0])).toEqual([
      '<p>A <b>bold</b> plan</p>',
      EXCEPTION.content,
      '<p>A <b>bold</b> plan</p>',
    ]);
  });

  it('following: the new series has all that Graph has of the old one, but for what was edited', async () => {
    const own = { ticket: '7' };
    const id = await account.insert(daily(4, { ...UNMODELLED, ...ownExtension(own) }));
    const before = unmodelled(await account.stored(id));
    await account.change((await account.view())[3]?.id ?? '', { body: EXCEPTION });
    const occurrence = (await account.open())[2];
    await account.writes.updateEvent(
      calendarId,
      { id: occurrence?.id ?? '', title: 'New', location: 'Elsewhere' },
      { scope: 'following' },
    );
    const [, , third, fourth] = await account.view();
    expect(third?.subject).toBe('New');
    expect(unmodelled(third)).toEqual([before[0], ['Elsewhere'], ...before.slice(2)]);
    expect(fourth?.body?.content).toContain(EXCEPTION.content);
    expect(await account.ownProperties(third?.seriesMasterId ?? '')).toEqual(own);
  });

  it('following: the new series has the description that the copy leaves out', async () => {
    const id = await account.insert(daily(4, UNMODELLED));
    const before = unmodelled(await account.stored(id));
    const occurrence = (await account.open())[2];
    const plan = await account.provider.planSeriesWrite({
      kind: 'update',
      calendarId,
      changes: { id: occurrence?.id ?? '', title: 'New' },
      seen: occurrence,
      series: {
        scope: 'following',
        master: withoutFields(await account.read(id), ['body']),
        exceptions: [],
        cancelled: [],
        occurrence: occurrence ?? (await account.read(id)),
      },
    });
    await account.send({ plan });
    const third = (await account.view())[2];
    expect(third?.subject).toBe('New');
    expect(unmodelled(third)).toEqual(before);
  });

  it('all: a series at other times keeps the description of a changed occurrence as HTML', async () => {
    await account.insert(daily(3, UNMODELLED));
    await account.change((await account.view())[1]?.id ?? '', { body: EXCEPTION });
    const [occurrence] = await account.open();
    await account.writes.updateEvent(
      calendarId,
      {
        id: occurrence?.id ?? '',
        start: '2026-06-02T11:00:00+02:00',
        end: '2026-06-02T12:00:00+02:00',
      },
      { scope: 'all' },
    );
    const rows = await account.view();
    expect(rows.map(({ start }) => start?.dateTime?.slice(0, 16))).toEqual([
      '2026-06-02T09:00',
      '2026-06-03T09:00',
      '2026-06-04T09:00',
    ]);
    expect(rows[1]?.body?.content).toContain(EXCEPTION.content);
  });
});

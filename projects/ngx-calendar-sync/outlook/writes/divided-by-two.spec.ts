import type { CalendarSyncError } from 'ngx-calendar-sync/base';
import { firstValueFrom } from 'rxjs';
import { daily, type SentPlan, WritingAccount } from './specs/writing-account';

const days = (from: number, to: number, title: string) =>
  Array.from({ length: to - from + 1 }, (_, index) => `2026-06-0${from + index}T07:00 ${title}`);

describe('Outlook series that two apps divide at the same occurrence', () => {
  let account: WritingAccount;
  let calendarId: string;
  let seriesId: string;

  beforeEach(async () => {
    account = await WritingAccount.open();
    ({ calendarId } = account);
    seriesId = await account.insert(daily(6));
  });

  afterEach(() => {
    account.session.close();
  });

  /** A write of 5 June and what follows, made on the series as it is now. */
  const planned = async (title?: string): Promise<SentPlan> => {
    const row = (await account.view())[3];
    const occurrence = await account.read(row?.id ?? '');
    const found = await firstValueFrom(account.provider.readSeries(calendarId, seriesId));
    const series = { ...found, scope: 'following', occurrence } as const;
    const { id } = occurrence;
    const plan = await account.provider.planSeriesWrite(
      title === undefined
        ? { kind: 'delete', calendarId, event: { id }, seen: occurrence, series }
        : { kind: 'update', calendarId, changes: { id, title }, seen: occurrence, series },
    );
    return { plan };
  };

  const codeOf = (sent: SentPlan) =>
    account.send(sent).then(
      () => 'done',
      (error: unknown) => (error as CalendarSyncError).code,
    );

  const merged = async ({ plan }: SentPlan, choice: 'ask' | 'theirs') =>
    account.provider.mergeWrite(plan, await account.read(seriesId), choice);

  const THEIRS = [...days(2, 4, 'Daily'), ...days(5, 7, 'Theirs')];

  it('one after the other: the second is a conflict, and nothing is there twice', async () => {
    const mine = await planned('Mine');
    expect(await codeOf(await planned('Theirs'))).toBe('done');
    expect(await codeOf(mine)).toBe('conflict');
    expect(await account.shown()).toEqual(THEIRS);
    expect(await merged(mine, 'ask')).toEqual({ kind: 'conflict', fields: ['recurrence'] });
  });

  it('at the same time: the later one is a conflict, and what it has added goes where theirs stays', async () => {
    const mine = await planned('Mine');
    const theirs = await planned('Theirs');
    let others: Promise<unknown> | undefined;
    const keep = account.keepIn(mine);
    // The other app begins and ends while this one has read the series, and has written nothing.
    const interleaved = firstValueFrom(
      account.provider.sendWrite(mine.plan, mine.plan.version, async (found) => {
        await (others ??= account.send(theirs));
        await keep(found);
      }),
    );
    await expectAsync(interleaved).toBeRejectedWith(jasmine.objectContaining({ code: 'conflict' }));
    expect(await merged(mine, 'ask')).toEqual({ kind: 'conflict', fields: ['recurrence'] });
    const left = await merged(mine, 'theirs');
    expect(left.kind).toBe('send');
    if (left.kind === 'send') {
      await account.send({ plan: left.write });
    }
    expect(await account.shown()).toEqual(THEIRS);
  });

  it('deletion: what follows where another app has divided is a conflict, and stays', async () => {
    const mine = await planned();
    await account.send(await planned('Theirs'));
    expect(await codeOf(mine)).toBe('conflict');
    expect(await merged(mine, 'ask')).toEqual({ kind: 'conflict', fields: ['recurrence'] });
    expect(await account.shown()).toEqual(THEIRS);
  });

  /** Of 6 June alone, made on the series as it is now. */
  const plannedDeletion = async (): Promise<SentPlan> => {
    const row = (await account.view())[4];
    const seen = await account.read(row?.id ?? '');
    const event = { id: seen.id };
    return { plan: account.provider.planWrite({ kind: 'delete', calendarId, event, seen }) };
  };

  it('deletion of one occurrence: where another app has divided before it, the user is told that it is there', async () => {
    const mine = await plannedDeletion();
    await account.send(await planned('Theirs'));
    expect(await codeOf(mine)).toBe('not-found');
    const checked = firstValueFrom(account.provider.checkDeleted(mine.plan));
    await expectAsync(checked).toBeRejectedWith(jasmine.objectContaining({ code: 'not-found' }));
    expect(await account.shown()).toEqual(THEIRS);
  });

  it('deletion of one occurrence: that another app has deleted, or its series, is done', async () => {
    const mine = await plannedDeletion();
    await account.send(await plannedDeletion());
    expect(await codeOf(mine)).toBe('done');
    await account.graph('DELETE', `me/events/${encodeURIComponent(seriesId)}`);
    expect(await codeOf(mine)).toBe('done');
    expect(await account.shown()).toEqual([]);
  });

  for (const title of ['Mine', undefined]) {
    // A browser repeats a request by itself, which is then refused; and so does the library.
    for (const times of [1, 2, 3, 12]) {
      it(`${title ? 'division' : 'deletion'}: after its last request has lost its answer ${times} times it is done once`, async () => {
        const mine = await planned(title);
        await account.fault('lost-answer', { method: 'PATCH', times });
        if ((await codeOf(mine)) !== 'done') {
          expect(await codeOf(mine)).toBe('done');
        }
        expect(await account.shown()).toEqual([
          ...days(2, 4, 'Daily'),
          ...(title ? days(5, 7, title) : []),
        ]);
      });
    }
  }
});

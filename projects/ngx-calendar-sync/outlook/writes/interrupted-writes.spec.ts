import type { ɵSeriesPart as SeriesPart, SeriesScope } from 'ngx-calendar-sync/core';
import { firstValueFrom } from 'rxjs';
import type { OutlookCalendarEvent } from '../runtime/mapping/outlook-calendar-event';
import { firedRules } from '../specs/faults/faults';
import { daily, type SentPlan, timed, WritingAccount } from './specs/writing-account';

/** More than any of these writes takes. */
const MAX_REQUESTS = 40;
const MAX_FAILURES = 4;

const WRONG_404 = { name: 'error', status: 404, code: 'ErrorItemNotFound' };
/** How a request may fail for good. Of a deletion, a 404 is no failure. */
const FAILURES = {
  // The library repeats a request whose answer is lost.
  'an answer that is lost': { name: 'lost-answer', times: 3 },
  'a refusal': { name: 'error', status: 403, code: 'ErrorAccessDenied' },
  'a wrong 404 to what reads': { ...WRONG_404, method: 'GET' },
  'a wrong 404 to what changes': { ...WRONG_404, method: 'PATCH' },
};

describe('Outlook writes that are interrupted', () => {
  let account: WritingAccount;
  let calendarId: string;

  beforeEach(async () => {
    account = await WritingAccount.open();
    ({ calendarId } = account);
  });

  afterEach(() => {
    account.session.close();
  });

  /** A series in June with a changed and a deleted occurrence before the 7th, and the same after it. */
  const aSeries = async () => {
    const seriesId = await account.insert(daily(12));
    const rows = await account.view();
    const idOn = (day: string) =>
      rows.find(({ start }) => start?.dateTime?.startsWith(day))?.id ?? '';
    for (const [changed, deleted] of [
      ['2026-06-03', '2026-06-04'],
      ['2026-06-09', '2026-06-10'],
    ] as const) {
      await account.change(idOn(changed), { subject: 'Exception' });
      await account.graph('DELETE', `me/events/${encodeURIComponent(idOn(deleted))}`);
    }
    return { seriesId, occurrence: await account.read(idOn('2026-06-07')) };
  };

  const partOf = async (
    seriesId: string,
    occurrence: OutlookCalendarEvent,
    scope: Exclude<SeriesScope, 'this'>,
  ): Promise<SeriesPart<OutlookCalendarEvent>> => ({
    ...(await firstValueFrom(account.provider.readSeries(calendarId, seriesId))),
    scope,
    occurrence,
  });

  const updateOf = async (changes: object, scope: 'following' | 'all'): Promise<SentPlan> => {
    const { seriesId, occurrence } = await aSeries();
    const series = await partOf(seriesId, occurrence, scope);
    const edit = { id: occurrence.id, ...changes };
    const write = { kind: 'update', calendarId, changes: edit, seen: occurrence, series } as const;
    return { plan: await account.provider.planSeriesWrite(write) };
  };

  const deletionOfFollowing = async (): Promise<SentPlan> => {
    const { seriesId, occurrence } = await aSeries();
    const series = await partOf(seriesId, occurrence, 'following');
    const event = { id: occurrence.id };
    const write = { kind: 'delete', calendarId, event, seen: occurrence, series } as const;
    return { plan: await account.provider.planSeriesWrite(write) };
  };

  const undoneDivision = async (): Promise<SentPlan> => {
    const sent = await updateOf({ title: 'New' }, 'following');
    const answer = await account.send(sent);
    return { plan: account.provider.undoWrite(sent.plan, answer) };
  };

  const LATER = { start: '2026-06-07T11:00:00+02:00', end: '2026-06-07T12:00:00+02:00' };

  for (const [what, planned] of [
    [
      'a new title for an occurrence and the following ones',
      () => updateOf({ title: 'New' }, 'following'),
    ],
    ['other times for an occurrence and the following ones', () => updateOf(LATER, 'following')],
    ['other times for all occurrences', () => updateOf(LATER, 'all')],
    ['the deletion of an occurrence and the following ones', deletionOfFollowing],
    ['the undoing of a division', undoneDivision],
  ] as const) {
    for (const [failure, fault] of Object.entries(FAILURES)) {
      it(`${what}: interrupted by ${failure} at each request and sent again, it ends as without`, async () => {
        const whole = await planned();
        await account.send(whole);
        const expected = await account.shown();
        expect(expected.length).toBeGreaterThan(2);
        await empty();

        let isInterrupted = true;
        for (let nth = 1; isInterrupted; nth += 1) {
          expect(nth).toBeLessThan(MAX_REQUESTS);
          const sent = await planned();
          isInterrupted = await sendInterrupted(sent, nth, fault);
          expect(await account.shown())
            .withContext(`request ${nth}`)
            .toEqual(expected);
          await empty();
        }
      });
    }
  }

  it('a move to another calendar: interrupted at each request and sent again, the event is there once', async () => {
    const { id: to = '' } = await account.graph('POST', 'me/calendars', { name: 'Other' });
    await firstValueFrom(account.provider.listCalendars());
    let isInterrupted = true;
    for (let nth = 1; isInterrupted; nth += 1) {
      const id = await account.insert(timed('2026-06-10', 9, { categories: ['Work'] }));
      const event = await account.read(id);
      const write = { kind: 'move', calendarId, toCalendarId: to, event } as const;
      const sent = { plan: account.provider.planWrite(write) };
      isInterrupted = await sendInterrupted(sent, nth, FAILURES['a refusal']);
      expect(await account.shown())
        .withContext(`request ${nth}`)
        .toEqual([]);
      expect(await account.shown(to))
        .withContext(`request ${nth}`)
        .toEqual(['2026-06-10T07:00 At 9']);
      await empty(to);
    }
  });

  /**
   * Sends a write, of which the nth request fails for good, again until it is done.
   * @returns Whether it had so many requests.
   */
  const sendInterrupted = async (
    sent: SentPlan,
    nth: number,
    { name, ...more }: { readonly name: string },
  ): Promise<boolean> => {
    const { id } = await account.fault(name, { path: '/v1.0/me/**', ...more, nth });
    for (let failures = 0; ; failures += 1) {
      const failed = await account.send(sent).then(
        () => undefined,
        (error: unknown) => error as Error,
      );
      if (!failed) {
        return (await firedRules()).has(id);
      }
      if (failures > MAX_FAILURES) {
        throw failed;
      }
    }
  };

  /** Deletes everything of June. */
  const empty = async (ofCalendar = calendarId) => {
    const rows = await account.view(ofCalendar);
    const ids = new Set(rows.map(({ id, seriesMasterId }) => seriesMasterId ?? id ?? ''));
    for (const id of ids) {
      await account.graph('DELETE', `me/events/${encodeURIComponent(id)}`);
    }
  };
});

import { ɵdeleteReplica as deleteReplica } from 'ngx-calendar-sync/copy';
import { until } from '../../core/specs/until';
import { aUser, control } from './emulator';
import { requestsOf } from './emulator-requests';
import { signedInWithCopy } from './tab-with-copy';

const CALENDARS = 60;
const MAY = { start: '2026-05-01T00:00:00Z', end: '2026-06-01T00:00:00Z' };

describe('An account of many calendars with a local copy', () => {
  let email: string;
  let ids: readonly string[];

  beforeEach(async () => {
    email = await aUser();
    const added = Array.from({ length: CALENDARS - 1 }, (_, number) =>
      control<{ id: string }>('as', {
        email,
        method: 'POST',
        path: 'calendars',
        body: { summary: `Calendar ${number}` },
      }),
    );
    ids = [email, ...(await Promise.all(added)).map(({ id }) => id)];
  });

  const put = (calendarId: string, summary: string) =>
    control('as', {
      email,
      method: 'POST',
      path: `calendars/${encodeURIComponent(calendarId)}/events`,
      body: { summary, start: { date: '2026-05-04' }, end: { date: '2026-05-05' } },
    });

  /** What Google has been sent since `before`, beside the list of calendars. */
  async function sentSince(before: number) {
    const sent = (await requestsOf(email)).slice(before);
    const isOf = (end: string) => sent.filter(({ path }) => path.endsWith(end)).length;
    return { batches: isOf('/batch/calendar/v3'), parts: isOf('/events') };
  }

  it('sync(): is two batches for sixty calendars, and shows what has changed in any of them', async () => {
    const { service, close } = await signedInWithCopy(email);
    service.setView({ calendarIds: ids, ...MAY });
    await until(() => service.syncState().copy?.syncedAt !== undefined);
    await put(ids[2] ?? '', 'early');
    await put(ids[58] ?? '', 'late');
    const before = (await requestsOf(email)).length;
    await service.sync();
    await until(() => service.events().length === 2);
    expect(
      service
        .events()
        .map(({ title }) => title)
        .sort(),
    ).toEqual(['early', 'late']);
    expect(await sentSince(before)).toEqual({ batches: 2, parts: CALENDARS });
    expect(service.diagnostics().requests['POST batch']?.sent).toBe(2);
    await close();
  });

  it('signOut(): in the middle of a batch ends it, and nothing of it is stored', async () => {
    const { service, close } = await signedInWithCopy(email);
    await until(() => service.syncState().copy?.syncedAt !== undefined);
    await put(ids[2] ?? '', 'secret');
    await control('fault', {
      path: '/batch/calendar/v3',
      user: email,
      delayMs: 500,
      times: 0,
    });
    const syncing = service.sync();
    await until(() => service.syncState().copy?.phase === 'syncing');
    await service.signOut();
    await syncing.catch(() => undefined);
    expect(service.events()).toEqual([]);
    expect(service.syncState().copy).toBeUndefined();
    await close();
    await deleteReplica(`google:${email}`);
  });
});

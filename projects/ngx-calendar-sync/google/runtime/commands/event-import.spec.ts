import { until } from '../../../core/specs/until';
import type { GoogleEvent } from 'ngx-calendar-sync/google/start';
import { aUser, loaded, signedIn, storedEvent } from '../../specs/emulator';
import { requestsOf } from '../../specs/emulator-requests';
import { signedInWithCopy } from '../../specs/tab-with-copy';

const code = (expected: string, message = /./) =>
  jasmine.objectContaining({ code: expected, message: jasmine.stringMatching(message) });

const MAY = { start: '2026-05-01', end: '2026-06-01' };
const LAUNCH: GoogleEvent = {
  iCalUID: 'launch-7@elsewhere.example',
  summary: 'Launch',
  sequence: 2,
  start: { dateTime: '2026-05-05T12:00:00Z' },
  end: { dateTime: '2026-05-05T13:00:00Z' },
};

describe('importEvent', () => {
  it('importEvent: the event shows when the answer is there, and is replaced when it is imported again', async () => {
    const email = await aUser();
    const service = await signedIn(email);
    service.setView({ calendarIds: [email], ...MAY });
    await loaded(service);
    const added = await service.importEvent('primary', LAUNCH);
    expect(service.events()).toEqual([added]);
    expect((await storedEvent(email, added.id)).iCalUID).toBe('launch-7@elsewhere.example');
    const again = await service.importEvent(email, { ...LAUNCH, summary: 'Late launch' });
    expect(again.id).toBe(added.id);
    expect(service.events().map(({ title }) => title)).toEqual(['Late launch']);
    await service.sync();
    expect(service.events().map(({ title }) => title)).toEqual(['Late launch']);
  });

  it('importEvent: with a local copy the event shows once, from the answer on', async () => {
    const email = await aUser();
    const { service, close } = await signedInWithCopy(email);
    service.setView({ calendarIds: [email], ...MAY });
    await until(() => service.syncState().copy?.syncedAt !== undefined);
    const added = await service.importEvent(email, LAUNCH);
    const counts = new Set<number>();
    const showing = service.events$.subscribe(({ length }) => counts.add(length));
    await service.sync();
    expect(service.events().map(({ id }) => id)).toEqual([added.id]);
    expect([...counts]).toEqual([1]);
    showing.unsubscribe();
    await close();
  });

  it('importEvent: what Google would refuse is invalid-request, and nothing is sent', async () => {
    const email = await aUser();
    const service = await signedIn(email);
    for (const [event, message] of [
      [{ ...LAUNCH, iCalUID: '' }, /iCalUID/],
      [{ iCalUID: 'a', start: { date: '2026-05-05' } }, /start and end/],
      [{ ...LAUNCH, eventType: 'focusTime' }, /default/],
      [{ ...LAUNCH, recurringEventId: 'a' }, /import the series/],
    ] as const) {
      await expectAsync(service.importEvent(email, event)).toBeRejectedWith(
        code('invalid-request', message),
      );
    }
    expect((await requestsOf(email)).filter(({ method }) => method === 'POST')).toEqual([]);
  });

  it('importEvent: what Google refuses is an error with its words', async () => {
    const email = await aUser();
    const service = await signedIn(email);
    await service.importEvent(email, LAUNCH);
    await expectAsync(service.importEvent(email, { ...LAUNCH, sequence: 1 })).toBeRejectedWith(
      code('invalid-request', /sequence/),
    );
    const organizer = { email: 'boss@elsewhere.example' };
    await expectAsync(service.importEvent(email, { ...LAUNCH, organizer })).toBeRejectedWith(
      code('invalid-request', /must either be the organizer or an attendee/),
    );
    await expectAsync(service.importEvent('nowhere', LAUNCH)).toBeRejectedWith(code('not-found'));
  });
});

import { until } from '../../../core/specs/until';
import { AnswersByHand, ME } from '../../specs/answers-by-hand';
import { aUser, control, loaded, signedIn, storedEvent } from '../../specs/emulator';
import { signedInWithCopy } from '../../specs/tab-with-copy';
import { requestsOf } from '../../specs/emulator-requests';

const code = (expected: string, message = /./) =>
  jasmine.objectContaining({ code: expected, message: jasmine.stringMatching(message) });

const LUNCH = 'Lunch with Ada on 2026-05-05 at 12:00';
const MAY = { start: '2026-05-01', end: '2026-06-01' };

describe('quickAdd', () => {
  it('quickAdd: the event shows when the answer is there, and is stored', async () => {
    const email = await aUser();
    const service = await signedIn(email);
    service.setView({ calendarIds: [email], ...MAY });
    await loaded(service);
    const added = await service.quickAdd('primary', LUNCH, { sendUpdates: 'all' });
    expect(added.title).toBe('Lunch with Ada');
    expect(new Date(added.start).toISOString()).toBe('2026-05-05T12:00:00.000Z');
    expect(service.events()).toEqual([added]);
    expect((await storedEvent(email, added.id)).summary).toBe('Lunch with Ada');
    const [request] = (await requestsOf(email)).filter(({ method }) => method === 'POST');
    expect(request?.query).toEqual({ text: LUNCH, sendUpdates: 'all' });
    // What was added can be changed at once.
    await service.updateEvent(email, { id: added.id, title: 'Brunch' });
    expect(service.events().map(({ title }) => title)).toEqual(['Brunch']);
  });

  it('quickAdd: with a local copy the event shows once, from the answer on', async () => {
    const email = await aUser();
    const { service, close } = await signedInWithCopy(email);
    service.setView({ calendarIds: [email], ...MAY });
    await until(() => service.syncState().copy?.syncedAt !== undefined);
    const added = await service.quickAdd(email, LUNCH);
    const counts = new Set<number>();
    const showing = service.events$.subscribe(({ length }) => counts.add(length));
    await service.sync();
    expect(service.events().map(({ id }) => id)).toEqual([added.id]);
    expect([...counts]).toEqual([1]);
    showing.unsubscribe();
    await close();
  });

  it('quickAdd: after a lost answer it is not repeated, and the error says that the event may be there', async () => {
    const email = await aUser();
    const service = await signedIn(email);
    service.setView({ calendarIds: [email], ...MAY });
    await loaded(service);
    const storedTitles = async () =>
      (await service.getEvents(email, MAY.start, MAY.end)).map(({ title }) => title);
    const path = '/calendar/v3/calendars/*/events/quickAdd';
    await control('fault', { method: 'POST', path, user: email, status: 503 });
    await expectAsync(service.quickAdd(email, LUNCH)).toBeRejectedWith(
      code('unavailable', /may have been added/),
    );
    expect(await storedTitles()).toEqual([]);
    // Chromium itself repeats a request whose connection ends before the answer begins.
    await control('fault', { method: 'POST', path, user: email, drop: 'middle' });
    await expectAsync(service.quickAdd(email, LUNCH)).toBeRejectedWith(
      jasmine.objectContaining({ message: jasmine.stringMatching(/may have been added/) }),
    );
    expect(service.events()).toEqual([]);
    expect(await storedTitles()).toEqual(['Lunch with Ada']);
    await service.sync();
    expect(service.events()).toHaveSize(1);
  });

  it('quickAdd: an empty text and an abort send nothing', async () => {
    const google = await AnswersByHand.signedIn();
    for (const text of ['', '  ']) {
      await expectAsync(google.service.quickAdd(ME, text)).toBeRejectedWith(
        code('invalid-request', /text/),
      );
    }
    const signal = AbortSignal.abort();
    await expectAsync(google.service.quickAdd(ME, LUNCH, { signal })).toBeRejectedWith(
      code('cancelled'),
    );
    expect(google.requestsTo('POST', /./)).toEqual([]);
  });

  it('quickAdd: an abort on its way reads the calendar again', async () => {
    const google = await AnswersByHand.signedIn();
    await google.show({ [ME]: [] });
    const abort = new AbortController();
    const done = google.service.quickAdd(ME, LUNCH, { signal: abort.signal });
    const post = await google.sent('POST', /\/quickAdd$/);
    abort.abort();
    await expectAsync(done).toBeRejectedWith(code('cancelled'));
    expect(post.cancelled).toBeTrue();
    await google.sent('GET', /\/events$/);
  });

  it('quickAdd: two at a time do not wait for each other', async () => {
    const google = await AnswersByHand.signedIn();
    const done = Promise.all([
      google.service.quickAdd(ME, 'One'),
      google.service.quickAdd(ME, 'Two'),
    ]);
    const posts = [await google.sent('POST', /quickAdd$/), await google.sent('POST', /quickAdd$/)];
    for (const post of posts) {
      const text = post.request.params.get('text') ?? '';
      post.flush({ id: text.toLowerCase(), summary: text, start: { date: '2026-05-05' } });
    }
    expect((await done).map(({ title }) => title)).toEqual(['One', 'Two']);
  });
});

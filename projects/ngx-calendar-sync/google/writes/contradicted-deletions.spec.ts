import { ɵCLOCK as CLOCK } from 'ngx-calendar-sync/base';
import { until } from '../../core/specs/until';
import { clockWithoutPauses } from '../specs/clock-without-pauses';
import { aUser, control } from '../specs/emulator';
import { requestsOf } from '../specs/emulator-requests';
import { addFault, clearFaults, FAULT_COUNTS, FAULTS } from '../specs/faults/faults';
import { OfflineBrowser } from '../specs/offline-browser';
import { withOfflineReplica } from '../with-offline-replica';

describe('A deletion of an event of which Google says both that it is gone and that it is there', () => {
  let ann: string;
  let browser: OfflineBrowser;

  beforeEach(async () => {
    ann = await aUser();
    browser = new OfflineBrowser(ann);
    const body = {
      id: 'dinner',
      summary: 'Dinner',
      start: { dateTime: '2026-06-11T18:00:00Z' },
      end: { dateTime: '2026-06-11T19:00:00Z' },
    };
    await control('as', { email: ann, method: 'POST', path: 'calendars/primary/events', body });
  });

  afterEach(async () => {
    await clearFaults();
    await browser.forget();
  });

  async function deleted(count: keyof typeof FAULT_COUNTS) {
    const service = await browser.signIn(withOfflineReplica(), [
      { provide: CLOCK, useValue: clockWithoutPauses },
    ]);
    await until(() => service.syncState().copy?.syncedAt !== undefined);
    const path = '/calendar/v3/calendars/*/events/dinner';
    await addFault({
      ...FAULTS['410'],
      method: 'DELETE',
      path,
      user: ann,
      times: FAULT_COUNTS[count],
    });
    await service.deleteEvent(ann, 'dinner', { durable: true });
    return service;
  }

  const requests = async () =>
    (await requestsOf(ann)).filter(({ method }) => method === 'DELETE').length;

  const titles = async (service: Awaited<ReturnType<typeof deleted>>) => {
    await service.sync();
    const events = await service.getEvents(ann, '2026-06-01T00:00:00Z', '2026-07-01T00:00:00Z');
    return events.map(({ title }) => title);
  };

  it('for once: it is deleted', async () => {
    const service = await deleted('once');
    await until(() => service.pendingWrites().length === 0);
    expect(await titles(service)).toEqual([]);
    expect(await requests()).toBe(2);
  });

  it('for ever: the user is told so after some tries, and sees the event; a retry deletes it once Google is right again', async () => {
    const service = await deleted('lasting');
    await until(() => service.pendingWrites()[0]?.state === 'failed');
    const [failed] = service.pendingWrites();
    expect(failed?.error).toEqual(jasmine.objectContaining({ code: 'unexpected', status: 410 }));
    expect(await requests()).toBe(5);
    expect(await titles(service)).toEqual(['Dinner']);

    await clearFaults();
    await service.retryWrite(failed?.id ?? '');
    await until(() => service.pendingWrites().length === 0);
    expect(await titles(service)).toEqual([]);
  });
});

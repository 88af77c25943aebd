import { refusalOf, useTestCalendar } from './testing/test-calendar.ts';

describe('Conformance: conditional requests', () => {
  const testCalendar = useTestCalendar();
  const day = { summary: 'Day', start: { date: '2027-02-02' }, end: { date: '2027-02-03' } };

  async function changed() {
    const first = await testCalendar().insert(day);
    const second = await testCalendar().patch(first.id, { summary: 'Changed' });
    const where = { calendarId: testCalendar().calendarId, eventId: first.id };
    return { old: first.etag ?? '', current: second.etag ?? '', where };
  }
  const ifMatch = (etag: string) => ({ headers: { 'If-Match': etag } });
  const ifNoneMatch = (etag: string) => ({ headers: { 'If-None-Match': etag } });

  it('events.patch: If-Match with the latest etag is written', async () => {
    const { current, where } = await changed();
    const request = { ...where, requestBody: { summary: 'Again' } };
    const { data } = await testCalendar().api.events.patch(request, ifMatch(current));
    expect(data.summary).toBe('Again');
  });

  it('events.patch: If-Match with a former etag answers 412 conditionNotMet', async () => {
    const { old, where } = await changed();
    const request = { ...where, requestBody: { summary: 'Again' } };
    expect(await refusalOf(testCalendar().api.events.patch(request, ifMatch(old)))).toBe(
      '412 conditionNotMet',
    );
    expect((await testCalendar().get(where.eventId)).summary).toBe('Changed');
  });

  it('events.update: If-Match with a former etag answers 412 conditionNotMet', async () => {
    const { old, where } = await changed();
    const request = { ...where, requestBody: day };
    expect(await refusalOf(testCalendar().api.events.update(request, ifMatch(old)))).toBe(
      '412 conditionNotMet',
    );
  });

  it('events.delete: If-Match with a former etag answers 412 conditionNotMet', async () => {
    const { old, where } = await changed();
    expect(await refusalOf(testCalendar().api.events.delete(where, ifMatch(old)))).toBe(
      '412 conditionNotMet',
    );
    expect((await testCalendar().get(where.eventId)).status).toBe('confirmed');
  });

  it('events.delete: If-Match with the latest etag is deleted', async () => {
    const { current, where } = await changed();
    expect((await testCalendar().api.events.delete(where, ifMatch(current))).status).toBe(204);
  });

  it('events.patch: If-Match with * is written', async () => {
    const { where } = await changed();
    const request = { ...where, requestBody: { summary: 'Any' } };
    expect((await testCalendar().api.events.patch(request, ifMatch('*'))).data.summary).toBe('Any');
  });

  it('events.get: If-None-Match with the latest etag answers 304', async () => {
    const { current, where } = await changed();
    const again = await testCalendar().api.events.get(where, ifNoneMatch(current));
    expect([again.status, Boolean(again.data)]).toEqual([304, false]);
  });

  it('events.get: If-None-Match with a former etag answers the event', async () => {
    const { old, where } = await changed();
    const { data } = await testCalendar().api.events.get(where, ifNoneMatch(old));
    expect(data.summary).toBe('Changed');
  });

  it('events.list: If-None-Match answers 304 for an unchanged list', async () => {
    const { calendarId } = testCalendar();
    const { data } = await testCalendar().api.events.list({ calendarId });
    const again = await testCalendar().api.events.list(
      { calendarId },
      ifNoneMatch(data.etag ?? ''),
    );
    expect([again.status, Boolean(again.data)]).toEqual([304, false]);
  });

  it('events.list: If-None-Match answers a changed list', async () => {
    const { calendarId } = testCalendar();
    const { data } = await testCalendar().api.events.list({ calendarId });
    await testCalendar().insert(day);
    const again = await testCalendar().api.events.list(
      { calendarId },
      ifNoneMatch(data.etag ?? ''),
    );
    expect(again.data.etag).not.toBe(data.etag);
  });

  it('etags: every write changes the etag, even back to the same content', async () => {
    const { old, current, where } = await changed();
    const third = await testCalendar().patch(where.eventId, { summary: 'Day' });
    expect(new Set([old, current, third.etag]).size).toBe(3);
  });

  it('etags: events.delete changes the etag', async () => {
    const { current, where } = await changed();
    await testCalendar().delete(where.eventId);
    expect((await testCalendar().get(where.eventId)).etag).not.toBe(current);
  });
});

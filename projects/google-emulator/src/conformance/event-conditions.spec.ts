import { refusalOf, useRoom } from './testing/room.ts';

describe('Conformance: conditions on events', () => {
  const room = useRoom();
  const day = { summary: 'Day', start: { date: '2027-02-02' }, end: { date: '2027-02-03' } };

  async function changed() {
    const first = await room().insert(day);
    const second = await room().patch(first.id, { summary: 'Changed' });
    const where = { calendarId: room().calendarId, eventId: first.id };
    return { old: first.etag ?? '', current: second.etag ?? '', where };
  }
  const ifMatch = (etag: string) => ({ headers: { 'If-Match': etag } });
  const ifNoneMatch = (etag: string) => ({ headers: { 'If-None-Match': etag } });

  it('a patch of a known revision is done', async () => {
    const { current, where } = await changed();
    const request = { ...where, requestBody: { summary: 'Again' } };
    const { data } = await room().api.events.patch(request, ifMatch(current));
    expect(data.summary).toBe('Again');
  });

  it('a patch of an old revision is not', async () => {
    const { old, where } = await changed();
    const request = { ...where, requestBody: { summary: 'Again' } };
    expect(await refusalOf(room().api.events.patch(request, ifMatch(old)))).toBe(
      '412 conditionNotMet',
    );
    expect((await room().get(where.eventId)).summary).toBe('Changed');
  });

  it('an update of an old revision is not', async () => {
    const { old, where } = await changed();
    const request = { ...where, requestBody: day };
    expect(await refusalOf(room().api.events.update(request, ifMatch(old)))).toBe(
      '412 conditionNotMet',
    );
  });

  it('a delete of an old revision is not', async () => {
    const { old, where } = await changed();
    expect(await refusalOf(room().api.events.delete(where, ifMatch(old)))).toBe(
      '412 conditionNotMet',
    );
    expect((await room().get(where.eventId)).status).toBe('confirmed');
  });

  it('a delete of a known revision is done', async () => {
    const { current, where } = await changed();
    expect((await room().api.events.delete(where, ifMatch(current))).status).toBe(204);
  });

  it('any revision goes with *', async () => {
    const { where } = await changed();
    const request = { ...where, requestBody: { summary: 'Any' } };
    expect((await room().api.events.patch(request, ifMatch('*'))).data.summary).toBe('Any');
  });

  it('a known revision is not sent again', async () => {
    const { current, where } = await changed();
    const again = await room().api.events.get(where, ifNoneMatch(current));
    expect([again.status, Boolean(again.data)]).toEqual([304, false]);
  });

  it('an old revision is answered with the new one', async () => {
    const { old, where } = await changed();
    const { data } = await room().api.events.get(where, ifNoneMatch(old));
    expect(data.summary).toBe('Changed');
  });

  it('a list that has not changed is not sent again', async () => {
    const { calendarId } = room();
    const { data } = await room().api.events.list({ calendarId });
    const again = await room().api.events.list({ calendarId }, ifNoneMatch(data.etag ?? ''));
    expect([again.status, Boolean(again.data)]).toEqual([304, false]);
  });

  it('a list that has changed is', async () => {
    const { calendarId } = room();
    const { data } = await room().api.events.list({ calendarId });
    await room().insert(day);
    const again = await room().api.events.list({ calendarId }, ifNoneMatch(data.etag ?? ''));
    expect(again.data.etag).not.toBe(data.etag);
  });

  it('every revision has an etag of its own', async () => {
    const { old, current, where } = await changed();
    const third = await room().patch(where.eventId, { summary: 'Day' });
    expect(new Set([old, current, third.etag]).size).toBe(3);
  });

  it('a delete changes the etag too', async () => {
    const { current, where } = await changed();
    await room().delete(where.eventId);
    expect((await room().get(where.eventId)).etag).not.toBe(current);
  });
});

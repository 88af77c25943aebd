import { eventPath, type ListJson, times, useEmulator } from '../testing/graph-client.ts';
import { CLEO } from '../testing/small-world.ts';

describe('Events', () => {
  const emulator = useEmulator();
  const lunch = {
    subject: 'Lunch',
    ...times('2026-06-11', '12:00', 60, 'W. Europe Standard Time'),
  };

  it('post: the event is answered with its id, etag and all fields', async () => {
    const ada = await emulator.as();
    const { status, headers, body } = await ada.call<Record<string, unknown>>('me/events', {
      method: 'POST',
      body: lunch,
    });
    expect(status).toBe(201);
    expect(headers.get('ETag')).toBe(body['@odata.etag'] as string);
    expect(headers.get('Location')).toContain(encodeURIComponent(body['id'] as string));
    expect(body).toEqual(
      jasmine.objectContaining({
        subject: 'Lunch',
        type: 'singleInstance',
        isOrganizer: true,
        showAs: 'busy',
        originalStartTimeZone: 'W. Europe Standard Time',
        start: { dateTime: '2026-06-11T10:00:00.0000000', timeZone: 'UTC' },
        responseStatus: { response: 'organizer', time: '0001-01-01T00:00:00Z' },
      }),
    );
  });

  it('post: the etag is W/ and the change key, and changes with each write', async () => {
    const ada = await emulator.as();
    const first = await ada.insert(lunch);
    const second = await ada.patch(first.id, { subject: 'Late lunch' });
    expect(first['@odata.etag']).toBe(`W/"${String(first['changeKey'])}"`);
    expect(second['@odata.etag']).not.toBe(first['@odata.etag']);
  });

  it('post: ids need encoding in a path, and their case matters', async () => {
    const ada = await emulator.as();
    const ids = await Promise.all([1, 2, 3].map(async () => (await ada.insert(lunch)).id));
    expect(ids.some((id) => /[/+]/.test(id))).toBeTrue();
    const [id = ''] = ids;
    expect(await ada.refusal(eventPath(id.toLowerCase()))).toBe('400 ErrorInvalidIdMalformed');
  });

  it('post: an unknown property is refused', async () => {
    const ada = await emulator.as();
    expect(await ada.refusal('me/events', { method: 'POST', body: { ...lunch, title: 'x' } })).toBe(
      '400 RequestBodyRead',
    );
  });

  it('post: the same transactionId and content answers the first event again', async () => {
    const ada = await emulator.as();
    const body = { ...lunch, transactionId: 'one' };
    const [first, again] = [await ada.insert(body), await ada.insert(body)];
    expect(again.id).toBe(first.id);
    expect((await ada.ok<ListJson>('me/events')).value).toHaveSize(1);
  });

  it('post: the same transactionId with other content is refused, with the id of the first event', async () => {
    const ada = await emulator.as();
    const { id } = await ada.insert({ ...lunch, transactionId: 'one' });
    const { status, body } = await ada.call<{ error: Record<string, unknown> }>('me/events', {
      method: 'POST',
      body: { ...lunch, subject: 'Other', transactionId: 'one' },
    });
    expect(status).toBe(400);
    expect(body.error['code']).toBe('ErrorDuplicateTransactionId');
    expect(body.error['@event.existingEventId']).toBe(id);
  });

  it('patch: only the fields of the body change, and collections are replaced whole', async () => {
    const ada = await emulator.as();
    const { id } = await ada.insert({
      ...lunch,
      categories: ['Red category', 'Own'],
      importance: 'high',
    });
    const patched = await ada.patch(id, { categories: ['Own'] });
    expect(patched['categories']).toEqual(['Own']);
    expect(patched['importance']).toBe('high');
    expect(patched.subject).toBe('Lunch');
  });

  it('patch: an etag that is not the current one is refused, and the current one is not', async () => {
    const ada = await emulator.as();
    const { id, '@odata.etag': old } = await ada.insert(lunch);
    const { '@odata.etag': current } = await ada.patch(id, { subject: 'A' });
    const patch = (etag: string) => ({
      method: 'PATCH',
      body: { subject: 'B' },
      headers: { 'If-Match': etag },
    });
    expect(await ada.refusal(eventPath(id), patch(old))).toBe('412 ErrorIrresolvableConflict');
    expect(await ada.refusal(eventPath(id), patch(current))).toBe('200 not refused');
  });

  it('delete: answers 204, and then the event is not found', async () => {
    const ada = await emulator.as();
    const { id } = await ada.insert(lunch);
    expect((await ada.call(eventPath(id), { method: 'DELETE' })).status).toBe(204);
    expect(await ada.refusal(eventPath(id))).toBe('404 ErrorItemNotFound');
    expect(await ada.refusal(eventPath(id), { method: 'DELETE' })).toBe('404 ErrorItemNotFound');
  });

  it('body: text is stored as HTML, and answered as text on request', async () => {
    const ada = await emulator.as();
    const { id, ...event } = await ada.insert({
      ...lunch,
      body: { contentType: 'text', content: 'a < b\nnext' },
    });
    expect(event['body']).toEqual(jasmine.objectContaining({ contentType: 'html' }));
    expect(event['bodyPreview']).toBe('a < b\r\nnext');
    const text = await ada.get(id, '', { Prefer: 'outlook.body-content-type="text"' });
    expect(text['body']).toEqual({ contentType: 'text', content: 'a < b\r\nnext' });
  });

  it('online meeting: writing the body without its link ends the meeting', async () => {
    const ada = await emulator.as();
    const { id, ...event } = await ada.insert({ ...lunch, isOnlineMeeting: true });
    expect(event['onlineMeetingProvider']).toBe('teamsForBusiness');
    const kept = await ada.patch(id, { subject: 'Renamed' });
    expect(kept['isOnlineMeeting']).toBeTrue();
    const ended = await ada.patch(id, { body: { contentType: 'text', content: 'new' } });
    expect([ended['isOnlineMeeting'], ended['onlineMeeting']]).toEqual([false, null]);
  });

  it('online meeting: a personal account has none', async () => {
    const cleo = await emulator.as(CLEO);
    expect((await cleo.insert({ ...lunch, isOnlineMeeting: true }))['isOnlineMeeting']).toBeFalse();
  });

  it('location: an event without one has an empty name, and one with a name has it in the list too', async () => {
    const ada = await emulator.as();
    const none = await ada.insert(lunch);
    const room = await ada.insert({ ...lunch, location: { displayName: 'Room 7' } });
    expect((none['location'] as { displayName: string }).displayName).toBe('');
    expect(none['locations']).toEqual([]);
    expect(room['locations']).toEqual([jasmine.objectContaining({ displayName: 'Room 7' })]);
  });

  it('singleValueExtendedProperties: are answered only with $expand and their id', async () => {
    const ada = await emulator.as();
    const id = 'String {66f5a359-4659-4830-9070-00047ec6ac6e} Name Colour';
    const event = await ada.insert({
      ...lunch,
      singleValueExtendedProperties: [{ id, value: 'blue' }],
    });
    expect(event['singleValueExtendedProperties']).toBeUndefined();
    const filter = encodeURIComponent(`singleValueExtendedProperties($filter=id eq '${id}')`);
    const expanded = await ada.get(event.id, `?$expand=${filter}`);
    expect(expanded['singleValueExtendedProperties']).toEqual([{ id, value: 'blue' }]);
  });
});

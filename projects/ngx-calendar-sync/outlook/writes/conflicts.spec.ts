import type { CalendarSyncError } from 'ngx-calendar-sync/base';
import { timed, WritingAccount } from './specs/writing-account';

const BEN = { emailAddress: { address: 'ben@example.com' }, type: 'required' } as const;
const EVE = { emailAddress: { address: 'eve@example.com' }, type: 'required' } as const;

describe('Outlook writes and changes of somebody else', () => {
  let account: WritingAccount;
  let calendarId: string;

  beforeEach(async () => {
    account = await WritingAccount.open();
    ({ calendarId } = account);
  });

  afterEach(() => {
    account.session.close();
  });

  const codeOf = (promise: Promise<unknown>) =>
    promise.then(
      () => 'done',
      (error: unknown) => (error as CalendarSyncError).code,
    );

  it('merge: other fields of the same event are merged', async () => {
    const id = await account.insert(timed('2026-06-10', 9));
    await account.open();
    await account.change(id, timed('2026-06-11', 14));
    await account.writes.updateEvent(calendarId, { id, location: 'Here' });
    const stored = await account.read(id);
    expect([stored.start, stored.title, stored.location]).toEqual([
      '2026-06-11T14:00:00+02:00',
      'At 14',
      'Here',
    ]);
  });

  it('merge: an event in no view that is passed as it was read is merged with what is there now', async () => {
    const id = await account.insert(timed('2026-06-10', 9));
    const event = await account.read(id);
    await account.change(id, { subject: 'Theirs' });
    await account.writes.updateEvent(calendarId, { ...event, location: 'Here' });
    const stored = await account.read(id);
    expect([stored.title, stored.location]).toEqual(['Theirs', 'Here']);
  });

  for (const fault of [undefined, 'if-match-ignored']) {
    it(`merge: a field that both have changed is a conflict, and what they have written stays${fault ? `, with ${fault}` : ''}`, async () => {
      const id = await account.insert(timed('2026-06-10', 9));
      await account.open();
      if (fault) {
        await account.fault(fault);
      }
      await account.change(id, { subject: 'Theirs' });
      expect(await codeOf(account.writes.updateEvent(calendarId, { id, title: 'Mine' }))).toBe(
        'conflict',
      );
      expect((await account.stored(id)).subject).toBe('Theirs');
    });
  }

  it('merge: the same change of both is none', async () => {
    const id = await account.insert(timed('2026-06-10', 9));
    await account.open();
    await account.change(id, { subject: 'Same' });
    expect(await codeOf(account.writes.updateEvent(calendarId, { id, title: 'Same' }))).toBe(
      'done',
    );
  });

  it('merge: by choice, mine or theirs stays, field by field', async () => {
    const id = await account.insert(timed('2026-06-10', 9, { location: { displayName: 'A' } }));
    const seen = await account.read(id);
    const changes = { id, title: 'Mine', location: 'Mine' };
    const plan = account.provider.planWrite({ kind: 'update', calendarId, changes, seen });
    await account.change(id, { subject: 'Theirs', location: { displayName: 'Theirs' } });
    const theirs = await account.read(id);
    expect(account.provider.mergeWrite(plan, theirs, 'ask')).toEqual({
      kind: 'conflict',
      fields: ['title', 'location'],
    });
    const merged = account.provider.mergeWrite(plan, theirs, { title: 'mine', location: 'theirs' });
    expect(merged.kind).toBe('send');
    if (merged.kind === 'send') {
      await account.send({ plan: merged.write });
    }
    const stored = await account.read(id);
    expect([stored.title, stored.location]).toEqual(['Mine', 'Theirs']);
  });

  for (const fault of [undefined, 'if-match-ignored']) {
    it(`merge: guests whom both have invited are all invited${fault ? `, with ${fault}` : ''}`, async () => {
      const id = await account.insert(timed('2026-06-10', 9, { attendees: [BEN] }));
      await account.open();
      if (fault) {
        await account.fault(fault);
      }
      await account.change(id, { attendees: [BEN, EVE] });
      await account.writes.updateEvent(calendarId, {
        id,
        attendees: [{ email: 'BEN@example.com' }, { email: 'ida@example.com' }],
      });
      const { attendees } = await account.read(id);
      expect(attendees?.map(({ email }) => email.toLowerCase())).toEqual([
        'ben@example.com',
        'eve@example.com',
        'ida@example.com',
      ]);
    });
  }

  it('merge: categories that both have added are all there', async () => {
    const id = await account.insert(timed('2026-06-10', 9, { categories: ['Old'] }));
    await account.open();
    await account.change(id, { categories: ['Old', 'Theirs'] });
    await account.writes.updateEvent(calendarId, { id, categories: ['Mine'] });
    expect((await account.stored(id)).categories).toEqual(['Mine', 'Theirs']);
  });

  it('a 412 without cause: the change is written all the same', async () => {
    const id = await account.insert(timed('2026-06-10', 9));
    await account.open();
    await account.fault('precondition-failed', { method: 'PATCH', times: 2 });
    await account.writes.updateEvent(calendarId, { id, title: 'Mine' });
    await account.fault('precondition-failed', { method: 'DELETE' });
    expect((await account.stored(id)).subject).toBe('Mine');
    await account.writes.deleteEvent(calendarId, { id });
    expect(await account.shown()).toEqual([]);
  });

  it('If-Match ignored: other fields stay as somebody else has changed them', async () => {
    const id = await account.insert(timed('2026-06-10', 9));
    await account.open();
    await account.fault('if-match-ignored');
    await account.change(id, { subject: 'Theirs' });
    await account.writes.updateEvent(calendarId, { id, location: 'Mine' });
    const stored = await account.read(id);
    expect([stored.title, stored.location]).toEqual(['Theirs', 'Mine']);
  });

  it('delete: an event that somebody else has changed is a conflict, and stays', async () => {
    const id = await account.insert(timed('2026-06-10', 9));
    const { version = '' } = await account.read(id);
    await account.open();
    await account.change(id, { subject: 'Theirs' });
    expect(await codeOf(account.writes.deleteEvent(calendarId, { id, version }))).toBe('conflict');
    expect(await account.shown()).toEqual(['2026-06-10T07:00 Theirs']);
  });

  it('update: an event that somebody else has deleted is a conflict', async () => {
    const id = await account.insert(timed('2026-06-10', 9));
    await account.open();
    await account.graph('DELETE', `me/events/${encodeURIComponent(id)}`);
    expect(await codeOf(account.writes.updateEvent(calendarId, { id, title: 'Mine' }))).toMatch(
      /conflict|not-found/,
    );
    expect(await account.shown()).toEqual([]);
  });

  it('update: a description of an online meeting leaves the meeting as it is', async () => {
    const id = await account.insert(timed('2026-06-10', 9, { isOnlineMeeting: true }));
    const before = await account.stored(id);
    await account.open();
    await account.writes.updateEvent(calendarId, { id, title: 'Renamed' });
    await account.writes.updateEvent(calendarId, { id, description: 'Agenda: <b>' });
    const after = await account.stored(id);
    expect(after.onlineMeeting).toEqual(before.onlineMeeting);
    expect(after.onlineMeeting?.joinUrl).toContain('https://teams.microsoft.com/');
    expect((await account.read(id)).description).toContain('Agenda: <b>');
    expect(after.body?.content).toContain(after.onlineMeeting?.joinUrl ?? 'none');
  });

  it('update: a description that is edited again and again has the address of the meeting once', async () => {
    const id = await account.insert(timed('2026-06-10', 9, { isOnlineMeeting: true }));
    for (const text of ['Agenda', 'Agenda and questions']) {
      await account.open();
      const { description = '' } = await account.read(id);
      const meeting = description.replace(/^Agenda.*/, '');
      await account.writes.updateEvent(calendarId, { id, description: `${text}\r\n${meeting}` });
    }
    const { body, isOnlineMeeting } = await account.stored(id);
    expect(isOnlineMeeting).toBe(true);
    expect(body?.content?.match(/Join the meeting now/g)?.length).toBe(1);
    expect((await account.read(id)).description).toMatch(/^Agenda and questions\s/);
  });
});

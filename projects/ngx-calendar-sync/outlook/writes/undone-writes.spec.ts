import { EXTENSION_NAME } from '../runtime/mapping/own-properties';
import { GRAPH_EMULATOR_URL } from '../specs/outlook-app';
import {
  daily,
  ownExtension,
  timed,
  unmodelled,
  UNMODELLED,
  withoutFields,
  WritingAccount,
} from './specs/writing-account';

const BEN = { emailAddress: { address: 'ben@example.com' }, type: 'required' } as const;

interface Mail {
  readonly to: string;
  readonly kind: string;
}

/** Of all accounts of the emulator, in their order. */
async function mailsTo(address: string): Promise<readonly Mail[]> {
  const answer = await fetch(`${GRAPH_EMULATOR_URL}/_emulator/mails`);
  return ((await answer.json()) as readonly Mail[]).filter(({ to }) => to === address);
}

describe('Outlook writes that are undone', () => {
  let account: WritingAccount;
  let calendarId: string;

  beforeEach(async () => {
    account = await WritingAccount.open();
    ({ calendarId } = account);
  });

  afterEach(() => {
    account.session.close();
  });

  it('undo: own properties that the view did not hold are as they were before the edit', async () => {
    const own = { ticket: '7', other: 'kept' };
    const id = await account.insert(timed('2026-06-10', 9, ownExtension(own)));
    await account.open();
    await account.writes.updateEvent(calendarId, {
      id,
      extendedProperties: { private: { ticket: '8', added: 'new' } },
    });
    expect(await account.ownProperties(id)).toEqual({ ticket: '8', other: 'kept', added: 'new' });
    await account.writes.undoLast();
    expect(await account.ownProperties(id)).toEqual(own);
  });

  it('undo: of own properties that were read, another app’s addition before the answer stays', async () => {
    const id = await account.insert(timed('2026-06-10', 9, ownExtension({ ticket: '7' })));
    const seen = await account.read(id);
    const changes = { id, extendedProperties: { private: { ticket: '8' } } };
    const sent = {
      plan: account.provider.planWrite({ kind: 'update', calendarId, changes, seen }),
    };
    await account.graph(
      'PATCH',
      `me/events/${encodeURIComponent(id)}/extensions/${EXTENSION_NAME}`,
      { theirs: 'added' },
    );
    const { version } = await account.read(id);
    const answer = await account.send(sent, version);
    const undo = account.provider.undoWrite(sent.plan, answer);
    await account.send({ plan: undo });
    expect(await account.ownProperties(id)).toEqual({ ticket: '7', theirs: 'added' });
  });

  it('undo: description and guests that the copy leaves out are as they were before the edit', async () => {
    const body = { contentType: 'text', content: 'Agenda' } as const;
    const id = await account.insert(timed('2026-06-10', 9, { body, attendees: [BEN] }));
    const seen = withoutFields(await account.read(id), ['attendees', 'body']);
    const changes = {
      id,
      title: 'New',
      description: 'New',
      attendees: [{ email: 'eve@example.com' }],
    };
    const sent = {
      plan: account.provider.planWrite({ kind: 'update', calendarId, changes, seen }),
    };
    const answer = await account.send(sent);
    await account.send({ plan: account.provider.undoWrite(sent.plan, answer) });
    const { title, description, attendees } = await account.read(id);
    expect([title, description, attendees?.map(({ email }) => email)]).toEqual([
      'At 9',
      'Agenda',
      ['ben@example.com'],
    ]);
  });

  it('undo: an edited description is HTML again, and an edited place has its address', async () => {
    const id = await account.insert(timed('2026-06-10', 9, UNMODELLED));
    const before = unmodelled(await account.stored(id));
    await account.open();
    await account.writes.updateEvent(calendarId, {
      id,
      description: 'New',
      location: 'Elsewhere',
      visibility: 'default',
    });
    expect(unmodelled(await account.stored(id))).not.toEqual(before);
    await account.writes.undoLast();
    expect(unmodelled(await account.stored(id))).toEqual(before);
  });

  it('undo: a deleted event is back with its own properties and with all that Graph has of it', async () => {
    const own = { ticket: '7' };
    const event = timed('2026-06-10', 9, { ...UNMODELLED, ...ownExtension(own) });
    const id = await account.insert(event);
    const before = unmodelled(await account.stored(id));
    await account.open();
    await account.writes.deleteEvent(calendarId, { id });
    expect(await account.shown()).toEqual([]);
    await account.writes.undoLast();
    const [restored] = await account.view();
    expect(await account.ownProperties(restored?.id ?? '')).toEqual(own);
    expect(unmodelled(restored)).toEqual(before);
  });

  it('undo: a deleted event of which the copy leaves out the description is back with it', async () => {
    const id = await account.insert(timed('2026-06-10', 9, UNMODELLED));
    const before = unmodelled(await account.stored(id));
    const seen = withoutFields(await account.read(id), ['attendees', 'body']);
    const sent = {
      plan: account.provider.planWrite({ kind: 'delete', calendarId, event: { id }, seen }),
    };
    await account.send(sent);
    await account.send({ plan: account.provider.undoWrite(sent.plan, undefined) });
    expect(unmodelled((await account.view())[0])).toEqual(before);
  });

  it('undo: a deleted series is back with the own properties of the series and of its exceptions', async () => {
    const id = await account.insert(daily(3, { ...UNMODELLED, ...ownExtension({ ticket: '7' }) }));
    const before = unmodelled(await account.stored(id));
    const [, second] = await account.view();
    const exceptionId = second?.id ?? '';
    await account.change(exceptionId, {
      body: { contentType: 'html', content: '<p>An <i>exception</i></p>' },
    });
    await account.graph('POST', `me/events/${encodeURIComponent(exceptionId)}/extensions`, {
      ...ownExtension({ ticket: 'own' }).extensions?.[0],
    });
    const [occurrence] = await account.open();
    await account.writes.deleteEvent(calendarId, { id: occurrence?.id ?? '' }, { scope: 'all' });
    expect(await account.shown()).toEqual([]);
    await account.writes.undoLast();
    const [first, changed] = await account.view();
    expect(await account.ownProperties(first?.seriesMasterId ?? '')).toEqual({ ticket: '7' });
    expect(unmodelled(first)).toEqual(before);
    expect(changed?.body?.content).toContain('An <i>exception</i>');
    expect(await account.ownProperties(changed?.id ?? '')).toEqual({ ticket: 'own' });
  });

  it('delete: the guests of a meeting are told by a cancellation, though the copy leaves out who they are', async () => {
    const id = await account.insert(timed('2026-06-10', 9, { attendees: [BEN] }));
    const seen = withoutFields(await account.read(id), ['attendees']);
    await account.fault('silent-delete');
    const plan = account.provider.planWrite({ kind: 'delete', calendarId, event: { id }, seen });
    const before = (await mailsTo(BEN.emailAddress.address)).length;
    await account.send({ plan });
    expect(await account.shown()).toEqual([]);
    const mails = await mailsTo(BEN.emailAddress.address);
    expect(mails.slice(before).map(({ kind }) => kind)).toEqual(['cancellation']);
  });
});

import {
  ADA,
  eventPath,
  type EventJson,
  type GraphClient,
  type ListJson,
  times,
  useEmulator,
} from '../testing/graph-client.ts';
import { BEN, CLEO } from '../testing/small-world.ts';

describe('Invitations', () => {
  const emulator = useEmulator();
  const meeting = {
    subject: 'Review',
    ...times('2026-06-11', '12:00', 60),
    attendees: [BEN, CLEO].map((address) => ({
      type: 'required',
      emailAddress: { address, name: address },
    })),
  };
  const weekly = {
    ...meeting,
    recurrence: {
      pattern: { type: 'daily', interval: 1 },
      range: { type: 'numbered', numberOfOccurrences: 3, startDate: '2026-06-11' },
    },
  };

  async function copyAt(client: GraphClient): Promise<EventJson> {
    const { value } = await client.ok<ListJson>('me/events?$filter=isOrganizer eq false');
    const [copy] = value;
    if (!copy) {
      throw new Error('The guest has no copy.');
    }
    return copy;
  }

  async function statusOf(
    client: GraphClient,
    id: string,
    address: string,
  ): Promise<string | undefined> {
    const attendees = (await client.get(id))['attendees'] as {
      status: { response: string };
      emailAddress: { address: string };
    }[];
    return attendees.find(({ emailAddress }) => emailAddress.address === address)?.status.response;
  }

  it('invitation: a guest has a copy under another id that waits for an answer', async () => {
    const ada = await emulator.as();
    const { id, iCalUId } = await ada.insert(meeting);
    const copy = await copyAt(await emulator.as(BEN));
    expect(copy.id).not.toBe(id);
    expect(copy).toEqual(
      jasmine.objectContaining({
        iCalUId,
        isOrganizer: false,
        showAs: 'tentative',
        responseStatus: { response: 'notResponded', time: '0001-01-01T00:00:00Z' },
        organizer: { emailAddress: { name: 'Ada', address: ADA } },
      }),
    );
    expect(emulator.control.mails().map(({ to, kind }) => `${kind} ${to}`)).toEqual([
      `invitation ${BEN}`,
      `invitation ${CLEO}`,
    ]);
  });

  for (const [action, response] of [
    ['accept', 'accepted'],
    ['tentativelyAccept', 'tentativelyAccepted'],
    ['decline', 'declined'],
  ] as const) {
    it(`${action}: answers 202, and the organizer sees ${response}`, async () => {
      const [ada, ben] = [await emulator.as(), await emulator.as(BEN)];
      const { id } = await ada.insert(meeting);
      const copy = await copyAt(ben);
      const answer = await ben.call(`${eventPath(copy.id)}/${action}`, {
        method: 'POST',
        body: { comment: 'ok', sendResponse: true },
      });
      expect(answer.status).toBe(202);
      expect(await statusOf(ada, id, BEN)).toBe(response);
      expect(await statusOf(ada, id, CLEO)).toBe('none');
    });
  }

  it('accept: with sendResponse false the organizer learns nothing', async () => {
    const [ada, ben] = [await emulator.as(), await emulator.as(BEN)];
    const { id } = await ada.insert(meeting);
    const copy = await copyAt(ben);
    await ben.ok(`${eventPath(copy.id)}/accept`, { method: 'POST', body: { sendResponse: false } });
    expect((await ben.get(copy.id))['responseStatus']).toEqual(
      jasmine.objectContaining({ response: 'accepted' }),
    );
    expect(await statusOf(ada, id, BEN)).toBe('none');
  });

  it('decline: the copy leaves the calendar', async () => {
    const [ada, ben] = [await emulator.as(), await emulator.as(BEN)];
    await ada.insert(meeting);
    const copy = await copyAt(ben);
    await ben.ok(`${eventPath(copy.id)}/decline`, { method: 'POST', body: {} });
    expect(await ben.refusal(eventPath(copy.id))).toBe('404 ErrorItemNotFound');
  });

  it('decline: proposes a new time, if the organizer allows it', async () => {
    const [ada, ben] = [await emulator.as(), await emulator.as(BEN)];
    const allowed = await ada.insert(meeting);
    const proposal = { proposedNewTime: times('2026-06-12', '12:00', 60) };
    const request = { method: 'POST', body: proposal };
    await ben.ok(`${eventPath((await copyAt(ben)).id)}/decline`, request);
    const attendees = (await ada.get(allowed.id))['attendees'] as { proposedNewTime?: object }[];
    expect(attendees[0]?.proposedNewTime).toEqual(proposal.proposedNewTime);
    await ada.insert({ ...meeting, allowNewTimeProposals: false });
    expect(await ben.refusal(`${eventPath((await copyAt(ben)).id)}/decline`, request)).toBe(
      '400 ErrorInvalidRequest',
    );
  });

  it('accept: the organizer cannot answer, and nobody who is not asked for a response', async () => {
    const [ada, ben] = [await emulator.as(), await emulator.as(BEN)];
    const { id } = await ada.insert({ ...meeting, responseRequested: false });
    const accept = { method: 'POST', body: { sendResponse: true } };
    expect(await ada.refusal(`${eventPath(id)}/accept`, accept)).toBe('400 ErrorInvalidRequest');
    expect(await ben.refusal(`${eventPath((await copyAt(ben)).id)}/accept`, accept)).toBe(
      '400 ErrorInvalidRequest',
    );
  });

  it('accept: one occurrence of a series', async () => {
    const [ada, ben] = [await emulator.as(), await emulator.as(BEN)];
    await ada.insert(weekly);
    const [first] = await ben.view(
      '2026-06-11T00:00:00Z',
      '2026-06-12T00:00:00Z',
      '&$filter=isOrganizer eq false',
    );
    await ben.ok(`${eventPath(first?.id ?? '')}/accept`, { method: 'POST', body: {} });
    const rows = await ben.view(
      '2026-06-11T00:00:00Z',
      '2026-06-15T00:00:00Z',
      '&$filter=isOrganizer eq false',
    );
    expect(rows.map((row) => (row['responseStatus'] as { response: string }).response)).toEqual([
      'accepted',
      'notResponded',
      'notResponded',
    ]);
  });

  it('patch: a guest’s answer and own categories outlive a change of the organizer', async () => {
    const [ada, ben] = [await emulator.as(), await emulator.as(BEN)];
    const { id } = await ada.insert(meeting);
    const copy = await copyAt(ben);
    await ben.patch(copy.id, { categories: ['Mine'] });
    await ben.ok(`${eventPath(copy.id)}/accept`, { method: 'POST', body: {} });
    await ada.patch(id, { subject: 'Review, moved' });
    const after = await ben.get(copy.id);
    expect([
      after.subject,
      after['categories'],
      (after['responseStatus'] as { response: string }).response,
    ]).toEqual(['Review, moved', ['Mine'], 'accepted']);
  });

  it('cancel: the copies stay, cancelled, and the organizer’s event is gone', async () => {
    const [ada, ben] = [await emulator.as(), await emulator.as(BEN)];
    const { id } = await ada.insert(meeting);
    const copy = await copyAt(ben);
    const answer = await ada.call(`${eventPath(id)}/cancel`, {
      method: 'POST',
      body: { comment: 'Sorry' },
    });
    expect(answer.status).toBe(202);
    expect(await ada.refusal(eventPath(id))).toBe('404 ErrorItemNotFound');
    const after = await ben.get(copy.id);
    expect([after['isCancelled'], after.subject]).toEqual([true, 'Canceled: Review']);
  });

  it('cancel: a guest cannot', async () => {
    const [ada, ben] = [await emulator.as(), await emulator.as(BEN)];
    await ada.insert(meeting);
    const copy = await copyAt(ben);
    expect(await ben.refusal(`${eventPath(copy.id)}/cancel`, { method: 'POST', body: {} })).toBe(
      '400 ErrorInvalidRequest',
    );
  });

  it('delete: of the organizer tells the guests, and with the fault silent-delete it does not', async () => {
    const [ada, ben] = [await emulator.as(), await emulator.as(BEN)];
    const told = await ada.insert(meeting);
    const copy = await copyAt(ben);
    await ada.delete(told.id);
    expect((await ben.get(copy.id))['isCancelled']).toBeTrue();
    await ben.delete(copy.id);
    const silent = await ada.insert(meeting);
    emulator.control.addFault({ name: 'silent-delete' });
    await ada.delete(silent.id);
    expect((await copyAt(ben))['isCancelled']).toBeFalse();
  });

  it('patch: a guest who is left out gets a cancellation', async () => {
    const [ada, ben] = [await emulator.as(), await emulator.as(BEN)];
    const { id } = await ada.insert(meeting);
    const copy = await copyAt(ben);
    await ada.patch(id, { attendees: meeting.attendees.slice(1) });
    expect((await ben.get(copy.id))['isCancelled']).toBeTrue();
  });
});

import { type Client } from '@microsoft/microsoft-graph-client';
import {
  type AttendeeRow,
  eventPath,
  type EventRow,
  inserted,
  lunchOn,
  refusalOf,
  type Rows,
  times,
  useGraphClients,
} from './testing/graph-clients.ts';

const BEN = 'ben@contoso.example';
const CLEO = 'cleo@outlook.example';

describe('Graph client: meetings', () => {
  const graph = useGraphClients();

  const guests = (...addresses: string[]): object => ({
    attendees: addresses.map((address) => ({ type: 'required', emailAddress: { address } })),
  });

  /** A meeting of Ada's, and Ben's copy of it. */
  async function meeting(): Promise<{ ada: Client; ben: Client; own: EventRow; copy: EventRow }> {
    const [ada, ben] = [graph.as(), graph.as(BEN)];
    const own = await inserted(ada, { ...lunchOn('2026-06-11'), ...guests(BEN) });
    const copy = (await invitations(ben)).at(0);
    if (!copy) {
      throw new Error('Ben was not invited.');
    }
    return { ada, ben, own, copy };
  }

  async function invitations(client: Client): Promise<readonly EventRow[]> {
    const { value } = (await client.api('/me/events').filter('isOrganizer eq false').get()) as Rows;
    return value;
  }

  async function guestOf(client: Client, event: EventRow): Promise<AttendeeRow | undefined> {
    return ((await client.api(eventPath(event)).get()) as EventRow).attendees[0];
  }

  const mailsTo = (address: string): readonly string[] =>
    graph.control
      .mails()
      .filter(({ to }) => to === address)
      .map(({ kind }) => kind);

  it('post: a guest gets a mail and a copy that waits for an answer', async () => {
    const { copy } = await meeting();
    expect([copy.subject, copy.isOrganizer, copy.responseStatus.response]).toEqual([
      'Lunch',
      false,
      'notResponded',
    ]);
    expect(mailsTo(BEN)).toEqual(['invitation']);
  });

  const answers = [
    ['accept', 'accepted'],
    ['tentativelyAccept', 'tentativelyAccepted'],
  ] as const;
  for (const [action, response] of answers) {
    it(`${action}: both sides have ${response}, and the organizer gets a mail`, async () => {
      const { ada, ben, own, copy } = await meeting();
      await ben.api(`${eventPath(copy)}/${action}`).post({ sendResponse: true });
      const seen = (await ben.api(eventPath(copy)).get()) as EventRow;
      expect([seen.responseStatus.response, (await guestOf(ada, own))?.status.response]).toEqual([
        response,
        response,
      ]);
      expect(mailsTo('ada@contoso.example')).toEqual(['response']);
    });
  }

  it('decline: the copy is gone, and the organizer has declined', async () => {
    const { ada, ben, own, copy } = await meeting();
    await ben.api(`${eventPath(copy)}/decline`).post({ comment: 'Ill', sendResponse: true });
    expect(await invitations(ben)).toEqual([]);
    expect((await guestOf(ada, own))?.status.response).toBe('declined');
  });

  it('accept: without sendResponse nobody hears of it', async () => {
    const { ada, ben, own, copy } = await meeting();
    await ben.api(`${eventPath(copy)}/accept`).post({ sendResponse: false });
    expect((await guestOf(ada, own))?.status.response).toBe('none');
    expect(mailsTo('ada@contoso.example')).toEqual([]);
  });

  it('tentativelyAccept: the organizer sees the proposed time', async () => {
    const { ada, ben, own, copy } = await meeting();
    const proposedNewTime = times('2026-06-12T12:00:00', '2026-06-12T13:00:00');
    await ben
      .api(`${eventPath(copy)}/tentativelyAccept`)
      .post({ sendResponse: true, proposedNewTime });
    expect((await guestOf(ada, own))?.proposedNewTime?.start.dateTime).toMatch(
      /^2026-06-12T12:00:00/,
    );
  });

  it('tentativelyAccept: a proposed time without sendResponse is refused with 400', async () => {
    const { ben, copy } = await meeting();
    const proposedNewTime = times('2026-06-12T12:00:00', '2026-06-12T13:00:00');
    const post = ben
      .api(`${eventPath(copy)}/tentativelyAccept`)
      .post({ sendResponse: false, proposedNewTime });
    expect(await refusalOf(post)).toMatch(/^400 /);
  });

  it('cancel: the copy stays as a cancelled one, and the guest gets a mail', async () => {
    const { ada, ben, own, copy } = await meeting();
    await ada.api(`${eventPath(own)}/cancel`).post({ comment: 'Sorry' });
    expect(((await ben.api(eventPath(copy)).get()) as EventRow).isCancelled).toBeTrue();
    expect(mailsTo(BEN)).toEqual(['invitation', 'cancellation']);
  });

  it('cancel: of a guest is refused with 400', async () => {
    const { ben, copy } = await meeting();
    expect(await refusalOf(ben.api(`${eventPath(copy)}/cancel`).post({}))).toMatch(/^400 /);
  });

  it('patch: another list of guests replaces the first; who is left out is told', async () => {
    const { ada, ben, own, copy } = await meeting();
    const changed = (await ada.api(eventPath(own)).patch(guests(CLEO))) as EventRow;
    expect(changed.attendees.map(({ emailAddress }) => emailAddress.address)).toEqual([CLEO]);
    expect(((await ben.api(eventPath(copy)).get()) as EventRow).isCancelled).toBeTrue();
    expect([mailsTo(BEN), mailsTo(CLEO)]).toEqual([['invitation', 'cancellation'], ['invitation']]);
  });

  it('patch: a new time reaches the copy of a guest', async () => {
    const { ada, ben, own, copy } = await meeting();
    await ada.api(eventPath(own)).patch(times('2026-06-12T12:00:00', '2026-06-12T13:00:00'));
    const seen = (await ben.api(eventPath(copy)).get()) as EventRow;
    expect(seen.start.dateTime).toBe('2026-06-12T12:00:00.0000000');
  });
});

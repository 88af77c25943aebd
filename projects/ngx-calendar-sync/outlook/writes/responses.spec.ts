import type { OutlookEvent } from 'ngx-calendar-sync/outlook/start';
import { aUser, control, GRAPH_EMULATOR_URL } from '../specs/outlook-app';
import { daily, timed, WritingAccount } from './specs/writing-account';

interface Mail {
  readonly to: string;
  readonly kind: string;
}

describe('Outlook writes of meetings', () => {
  let account: WritingAccount;
  /** Somebody who uses another app. */
  let other: string;

  beforeEach(async () => {
    other = await aUser();
    account = await WritingAccount.open();
  });

  afterEach(() => {
    account.session.close();
  });

  const asOther = (method: string, path: string, body?: object) =>
    control<OutlookEvent>('as', { email: other, method, path, ...(body ? { body } : {}) });

  /** The other one's meeting, to which this account is invited; answers its id there. */
  const invited = async (meeting = timed('2026-06-10', 9)) => {
    const attendees = [{ emailAddress: { address: account.email } }];
    const { id = '' } = await asOther('POST', 'me/events', { ...meeting, attendees });
    return encodeURIComponent(id);
  };

  const responseOf = async (id: string) =>
    (await asOther('GET', `me/events/${id}`)).attendees?.[0]?.status?.response;

  const readMails = async (): Promise<readonly Mail[]> => {
    const answer = await fetch(`${GRAPH_EMULATOR_URL}/_emulator/mails`);
    return (await answer.json()) as readonly Mail[];
  };

  for (const [response, stored] of [
    ['accepted', 'accepted'],
    ['tentative', 'tentativelyAccepted'],
    ['declined', 'declined'],
  ] as const) {
    it(`respond: the organizer sees that the guest has answered ${response}`, async () => {
      const id = await invited();
      const [invitation] = await account.open();
      expect(invitation).toBeDefined();
      if (invitation) {
        const answered = await account.writes.respond(invitation, response);
        expect(answered.attendees?.find(({ self }) => self)?.responseStatus).toBe(response);
      }
      expect(await responseOf(id)).toBe(stored);
    });
  }

  it('respond: an answer to a whole series is the organizer’s for all of it', async () => {
    const id = await invited(daily(3));
    const [, invitation] = await account.open();
    if (invitation) {
      await account.writes.respond(invitation, 'accepted', { scope: 'all' });
    }
    expect(await responseOf(id)).toBe('accepted');
  });

  for (const response of ['accepted', 'declined'] as const) {
    it(`respond: ${response} that is sent again is one mail`, async () => {
      const id = await invited();
      const [event] = await account.open();
      if (event) {
        const { calendarId } = account;
        const write = { kind: 'respond', calendarId, event, isSeen: true, response } as const;
        const sent = { plan: account.provider.planWrite(write) };
        await account.send(sent);
        await account.send(sent);
      }
      expect(await responseOf(id)).toBe(response);
      const mails = await readMails();
      expect(mails.filter(({ to, kind }) => to === other && kind === 'response').length).toBe(1);
    });
  }

  it('respond: a comment to an answer that was given before is sent, once', async () => {
    await invited();
    const [event] = await account.open();
    if (event) {
      const { calendarId } = account;
      const plan = (comment?: string) =>
        account.provider.planWrite({
          kind: 'respond',
          calendarId,
          event,
          isSeen: true,
          response: 'accepted',
          ...(comment === undefined ? {} : { comment }),
        });
      await account.send({ plan: plan() });
      const late = { plan: plan('I will be late') };
      await account.send(late);
      await account.send(late);
    }
    const mails = await readMails();
    expect(mails.filter(({ to, kind }) => to === other && kind === 'response').length).toBe(2);
  });

  it('respond: an event of one’s own is refused in words', async () => {
    const attendees = [{ emailAddress: { address: other } }];
    const id = await account.insert(timed('2026-06-10', 9, { attendees }));
    const event = await account.read(id);
    await expectAsync(account.writes.respond(event, 'accepted')).toBeRejectedWithError(
      /not invited/,
    );
  });

  it('respond: a declined invitation that an answer calls gone by mistake is declined all the same', async () => {
    await invited();
    const [invitation] = await account.open();
    if (!invitation) {
      throw new Error('There is no invitation.');
    }
    const { calendarId } = account;
    const answer = { event: invitation, isSeen: true, response: 'declined' } as const;
    const plan = account.provider.planWrite({ kind: 'respond', calendarId, ...answer });
    await account.fault('error', { method: 'GET', status: 404, code: 'ErrorItemNotFound' });
    await account.send({ plan });
    const mails = await readMails();
    expect(mails.filter(({ to, kind }) => to === other && kind === 'response').length).toBe(1);
  });

  it('deleteEvent: the guests of a meeting are told, whether a deletion tells them or not', async () => {
    await account.fault('silent-delete');
    const attendees = [{ emailAddress: { address: other } }];
    const id = await account.insert(timed('2026-06-10', 9, { attendees }));
    await account.writes.deleteEvent(account.calendarId, { id });
    expect(await account.shown()).toEqual([]);
    const mails = await readMails();
    expect(mails.some(({ to, kind }) => to === other && kind === 'cancellation')).toBeTrue();
  });

  it('undo: a deleted invitation is refused in words, and nobody is invited anew', async () => {
    await invited();
    const [invitation] = await account.open();
    if (!invitation) {
      throw new Error('There is no invitation.');
    }
    await account.writes.deleteEvent(account.calendarId, { id: invitation.id });
    const mails = (await readMails()).length;
    const isRefused = jasmine.objectContaining({ code: 'invalid-request' });
    await expectAsync(account.writes.undoLast()).toBeRejectedWith(isRefused);
    await expectAsync(account.writes.restoreEvent(invitation)).toBeRejectedWith(isRefused);
    expect((await readMails()).length).toBe(mails);
    expect(await account.shown()).toEqual([]);
  });

  it('deleteEvent: a meeting that somebody else has changed is a conflict, and stays', async () => {
    const attendees = [{ emailAddress: { address: other } }];
    const id = await account.insert(timed('2026-06-10', 9, { attendees }));
    const { version = '' } = await account.read(id);
    await account.open();
    await account.change(id, { subject: 'Theirs' });
    await expectAsync(
      account.writes.deleteEvent(account.calendarId, { id, version }),
    ).toBeRejectedWith(jasmine.objectContaining({ code: 'conflict' }));
    expect(await account.shown()).toEqual(['2026-06-10T07:00 Theirs']);
  });

  it('moveEvent: a meeting is refused in words', async () => {
    await invited();
    const [event] = await account.open();
    if (event) {
      await expectAsync(account.writes.moveEvent(event, 'other')).toBeRejectedWithError(
        /moves no meeting/,
      );
    }
  });
});

import type { GoogleEvent } from 'ngx-calendar-sync/google/start';
import { aUser, control, loaded, signedIn, storedEvent } from './emulator';

const MAY = { start: '2026-05-01T00:00:00Z', end: '2026-06-01T00:00:00Z' };
const TEA = {
  summary: 'Tea',
  start: { dateTime: '2026-05-05T15:00:00Z' },
  end: { dateTime: '2026-05-05T16:00:00Z' },
};
const TOKYO_TIME_ZONE = 'Asia/Tokyo';

/** Changes an event as another client would. */
async function changeElsewhere(email: string, id: string): Promise<void> {
  await control('as', {
    email,
    method: 'PATCH',
    path: `calendars/${encodeURIComponent(email)}/events/${id}`,
    body: { summary: 'by somebody else' },
  });
}

/** Statements of the README that no other spec checks. */
describe('README', () => {
  const conflict = jasmine.objectContaining({ code: 'conflict' });

  it('README: an update by id of an event in view is sent with the version in view, and a newer one is a conflict', async () => {
    const email = await aUser([TEA]);
    const service = await signedIn(email);
    service.setView({ calendarIds: [email], ...MAY });
    await loaded(service);
    const [{ id } = { id: '' }] = service.events();
    await changeElsewhere(email, id);
    await expectAsync(service.updateEvent(email, { id, title: 'mine' })).toBeRejectedWith(conflict);
    await expectAsync(service.deleteEvent(email, id)).toBeRejectedWith(conflict);
    expect((await storedEvent(email, id)).summary).toBe('by somebody else');
  });

  it('README: an update with a whole event is sent with its version, in view or not', async () => {
    const email = await aUser([TEA]);
    const service = await signedIn(email);
    const [event] = await service.getEvents(email, MAY.start, MAY.end);
    if (!event) {
      throw new Error('There is no event.');
    }
    await changeElsewhere(email, event.id);
    const mine = { ...event, title: 'mine' };
    await expectAsync(service.updateEvent(email, mine)).toBeRejectedWith(conflict);
    expect((await storedEvent(email, event.id)).summary).toBe('by somebody else');
  });

  it('README: an update by id of an event that is not in view is sent without a version and overwrites', async () => {
    const email = await aUser([TEA]);
    const service = await signedIn(email);
    const [{ id } = { id: '' }] = await service.getEvents(email, MAY.start, MAY.end);
    await changeElsewhere(email, id);
    await service.updateEvent(email, { id, title: 'mine' });
    expect((await storedEvent(email, id)).summary).toBe('mine');
  });

  it('README: without timeZone times have the offset of their calendar, and new events the time zone of the browser', async () => {
    const email = await aUser([TEA], TOKYO_TIME_ZONE);
    const service = await signedIn(email);
    const [event] = await service.getEvents(email, MAY.start, MAY.end);
    expect(event?.start).toBe('2026-05-06T00:00:00+09:00');
    const added = await service.addEvent(email, { title: 'Lunch', start: '2026-05-05T12:00:00Z' });
    const { start }: GoogleEvent = await storedEvent(email, added.id);
    expect(start?.timeZone).toBe(Intl.DateTimeFormat().resolvedOptions().timeZone);
  });

  it('README: with timeZone times are read and written in that time zone', async () => {
    const email = await aUser([TEA], TOKYO_TIME_ZONE);
    const timeZone = 'America/New_York';
    const service = await signedIn(email, { timeZone });
    const [event] = await service.getEvents(email, MAY.start, MAY.end);
    expect(event?.start).toBe('2026-05-05T11:00:00-04:00');
    const added = await service.addEvent(email, { title: 'Lunch', start: '2026-05-05T12:00:00Z' });
    expect((await storedEvent(email, added.id)).start?.timeZone).toBe(timeZone);
  });

  it('README: getCalendars() returns Google’s summary as the name, and Google’s entry', async () => {
    const email = await aUser();
    const service = await signedIn(email);
    const [calendar] = await service.getCalendars();
    expect(calendar?.name).toBe(calendar?.googleCalendar.summary ?? '');
    expect([calendar?.id, calendar?.googleCalendar.id]).toEqual([email, email]);
  });
});

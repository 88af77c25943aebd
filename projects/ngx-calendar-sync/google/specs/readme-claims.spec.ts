import type { GoogleEvent } from '../api/wire-types.generated';
import { aUser, control, loaded, signedIn, storedEvent } from './emulator';

const MAY = { start: '2026-05-01T00:00:00Z', end: '2026-06-01T00:00:00Z' };
const TEA = {
  summary: 'Tea',
  start: { dateTime: '2026-05-05T15:00:00Z' },
  end: { dateTime: '2026-05-05T16:00:00Z' },
};
const IN_TOKYO = 'Asia/Tokyo';

/** What somebody else makes of an event. */
async function changedElsewhere(email: string, id: string): Promise<void> {
  await control('as', {
    email,
    method: 'PATCH',
    path: `calendars/${encodeURIComponent(email)}/events/${id}`,
    body: { summary: 'by somebody else' },
  });
}

/** What the README says of the library, where no other spec does. */
describe('README', () => {
  const conflict = jasmine.objectContaining({ code: 'conflict' });

  it('G17: an update by id alone of an event in view goes out with the version that was seen', async () => {
    const email = await aUser([TEA]);
    const service = await signedIn(email);
    service.setView({ calendarIds: [email], ...MAY });
    await loaded(service);
    const [{ id } = { id: '' }] = service.events();
    await changedElsewhere(email, id);
    await expectAsync(service.updateEvent(email, { id, title: 'mine' })).toBeRejectedWith(conflict);
    await expectAsync(service.deleteEvent(email, id)).toBeRejectedWith(conflict);
    expect((await storedEvent(email, id)).summary).toBe('by somebody else');
  });

  it('G17: an event that was read and given back goes out with its version, in view or not', async () => {
    const email = await aUser([TEA]);
    const service = await signedIn(email);
    const [event] = await service.getEvents(email, MAY.start, MAY.end);
    if (!event) {
      throw new Error('there is none');
    }
    await changedElsewhere(email, event.id);
    const mine = { ...event, title: 'mine' };
    await expectAsync(service.updateEvent(email, mine)).toBeRejectedWith(conflict);
    expect((await storedEvent(email, event.id)).summary).toBe('by somebody else');
  });

  it('G17: only an update by the id of an event that is not in view has no version, and writes over', async () => {
    const email = await aUser([TEA]);
    const service = await signedIn(email);
    const [{ id } = { id: '' }] = await service.getEvents(email, MAY.start, MAY.end);
    await changedElsewhere(email, id);
    await service.updateEvent(email, { id, title: 'mine' });
    expect((await storedEvent(email, id)).summary).toBe('mine');
  });

  it('G17: without timeZone, times are told with the offset of their calendar, and written in the zone of the browser', async () => {
    const email = await aUser([TEA], IN_TOKYO);
    const service = await signedIn(email);
    const [event] = await service.getEvents(email, MAY.start, MAY.end);
    expect(event?.start).toBe('2026-05-06T00:00:00+09:00');
    const added = await service.addEvent(email, { title: 'Lunch', start: '2026-05-05T12:00:00Z' });
    const { start }: GoogleEvent = await storedEvent(email, added.id);
    expect(start?.timeZone).toBe(Intl.DateTimeFormat().resolvedOptions().timeZone);
  });

  it('G17: with timeZone, times are told and written in it', async () => {
    const email = await aUser([TEA], IN_TOKYO);
    const timeZone = 'America/New_York';
    const service = await signedIn(email, { timeZone });
    const [event] = await service.getEvents(email, MAY.start, MAY.end);
    expect(event?.start).toBe('2026-05-05T11:00:00-04:00');
    const added = await service.addEvent(email, { title: 'Lunch', start: '2026-05-05T12:00:00Z' });
    expect((await storedEvent(email, added.id)).start?.timeZone).toBe(timeZone);
  });

  it('G17: getCalendars() tells a name where Google has a summary, and Google’s entry as it is', async () => {
    const email = await aUser();
    const service = await signedIn(email);
    const [calendar] = await service.getCalendars();
    expect(calendar?.name).toBe(calendar?.googleCalendar.summary ?? '');
    expect([calendar?.id, calendar?.googleCalendar.id]).toEqual([email, email]);
  });
});

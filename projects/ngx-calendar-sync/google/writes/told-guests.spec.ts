import { aUser, control, EMULATOR_URL, loaded, signedIn } from '../specs/emulator';

const GUESTS = ['ben@elsewhere.example', 'eve@elsewhere.example'];

const JUNE = { start: '2026-06-01T00:00:00Z', end: '2026-07-01T00:00:00Z' };

const WEEKLY = {
  id: 'weekly',
  summary: 'Meeting',
  start: { dateTime: '2026-06-01T09:00:00Z', timeZone: 'UTC' },
  end: { dateTime: '2026-06-01T10:00:00Z', timeZone: 'UTC' },
  recurrence: ['RRULE:FREQ=WEEKLY;COUNT=4'],
  attendees: GUESTS.map((email) => ({ email })),
};

interface Mail {
  readonly to: string;
  readonly kind: string;
  readonly calendarId: string;
}

/** The mails that Google would send about a calendar. */
async function mailsAbout(calendarId: string): Promise<readonly string[]> {
  const response = await fetch(`${EMULATOR_URL}/_emulator/mails`);
  const mails = (await response.json()) as readonly Mail[];
  return mails
    .filter((mail) => mail.calendarId === calendarId)
    .map(({ kind, to }) => `${kind} to ${to}`)
    .sort();
}

describe('The guests of a series that is divided', () => {
  it('updateEvent, following: with a changed and a deleted occurrence after it, each guest has one mail', async () => {
    const email = await aUser([WEEKLY]);
    const occurrence = (day: string) => `calendars/primary/events/weekly_${day}T090000Z`;
    const body = { summary: 'Excursion' };
    await control('as', { email, method: 'PATCH', path: occurrence('20260615'), body });
    await control('as', { email, method: 'DELETE', path: occurrence('20260622') });
    const service = await signedIn(email);
    service.setView({ calendarIds: [email], ...JUNE });
    await loaded(service);
    expect(await mailsAbout(email)).toEqual([]);

    await service.updateEvent(
      email,
      { id: 'weekly_20260608T090000Z', location: 'Room 1' },
      { scope: 'following', sendUpdates: 'all' },
    );
    const events = await service.getEvents(email, JUNE.start, JUNE.end);
    expect(events.map(({ title, location = '-' }) => `${title} ${location}`)).toEqual([
      'Meeting -',
      'Meeting Room 1',
      'Excursion Room 1',
    ]);
    expect(await mailsAbout(email)).toEqual(GUESTS.map((guest) => `invitation to ${guest}`));
  });
});

import { firstValueFrom, filter, map } from 'rxjs';
import { ɵdeleteReplica as deleteReplica } from 'ngx-calendar-sync/copy';
import { until } from '../../core/specs/until';
import { GoogleCalendarService } from '../google-calendar.service';
import type { GoogleCalendarEvent } from '../runtime/mapping/google-calendar-event';
import { withOfflineReplica } from '../with-offline-replica';
import {
  aTab,
  aToken,
  aUser,
  closeTabs,
  control,
  ScriptedSignIn,
  signedIn,
  storedEvent,
} from './emulator';
import { requestsOf } from './emulator-requests';

interface MyFields {
  readonly patient: string;
  readonly visits: number;
}

const OWN_PROPERTIES = { patient: 'text', visits: 'json' } as const;
const JUNE = { calendarIds: ['primary'], start: '2026-06-01', end: '2026-07-01' };
const VISIT = {
  summary: 'Visit',
  start: { dateTime: '2026-06-10T09:00:00Z' },
  end: { dateTime: '2026-06-10T10:00:00Z' },
  extendedProperties: { private: { patient: 'Ada', visits: '2', room: '12' } },
};

const ownOf = (event: GoogleCalendarEvent | undefined) => {
  const { patient, visits } = (event ?? {}) as Partial<MyFields>;
  return { patient, visits };
};

describe('The model of events', () => {
  it('own properties: a listed event shows them, an edit sends the edited one alone, null removes one', async () => {
    const email = await aUser([VISIT]);
    const service = await signedIn(email, { ownProperties: OWN_PROPERTIES });
    const [event] = await service.getEvents('primary', JUNE.start, JUNE.end);
    expect(ownOf(event)).toEqual({ patient: 'Ada', visits: 2 });
    const edit = { ...event, visits: 3 } as GoogleCalendarEvent;
    const changed = await service.updateEvent('primary', edit);
    expect(ownOf(changed)).toEqual({ patient: 'Ada', visits: 3 });
    const removed = { ...changed, patient: null, room: null };
    expect(ownOf(await service.updateEvent('primary', removed))).toEqual({
      patient: undefined,
      visits: 3,
    });
    expect((await storedEvent(email, edit.id)).extendedProperties).toEqual({
      private: { visits: '3' },
    });
  });

  it('own properties: the local copy shows them', async () => {
    const email = await aUser([VISIT]);
    const gis = new ScriptedSignIn((on) => void aToken(email).then(on.token));
    const service = aTab({ gis, ownProperties: OWN_PROPERTIES }, [withOfflineReplica()]).get(
      GoogleCalendarService,
    );
    await service.initialize();
    await service.signIn();
    service.setView(JUNE);
    await until(() => service.syncState().copy?.syncedAt !== undefined);
    await until(() => ownOf(service.events()[0]).visits === 2);
    expect(ownOf(service.events()[0])).toEqual({ patient: 'Ada', visits: 2 });
    await closeTabs();
    await deleteReplica(`google:${email}`);
  });

  it('conference: an event that is added with one shows it as pending at once, and Google is asked for a Meet link', async () => {
    const email = await aUser([]);
    const service = await signedIn(email);
    service.setView(JUNE);
    const shown = firstValueFrom(
      service.events$.pipe(
        map(([event]) => event?.conference),
        filter((conference) => conference !== undefined),
      ),
    );
    const draft = { title: 'Call', start: '2026-06-10T09:00:00Z', conference: 'create' } as const;
    const { id } = await service.addEvent('primary', draft);
    expect(await shown).toEqual({ status: 'pending' });
    const { conferenceData } = await storedEvent(email, id);
    expect(conferenceData?.createRequest?.conferenceSolutionKey).toEqual({ type: 'hangoutsMeet' });
  });

  it('guests: a new event with guests whose answer is lost is found, and so is an edit', async () => {
    const email = await aUser([]);
    const service = await signedIn(email);
    const lose = (method: string, path: string) =>
      control('fault', {
        method,
        path: `/calendar/v3/calendars/*/${path}`,
        user: email,
        drop: 'after',
      });
    await lose('POST', 'events');
    const attendees = [{ email: 'b@example.com' }, { email }];
    const event = await service.addEvent('primary', {
      title: 'Party',
      start: '2026-06-10T09:00:00Z',
      attendees,
    });
    expect((await storedEvent(email, event.id)).attendees?.length).toBe(2);
    await lose('PATCH', 'events/*');
    const changed = await service.updateEvent('primary', {
      id: event.id,
      version: event.version ?? '',
      attendees: [...attendees, { email: 'c@example.com' }],
    });
    expect(changed.attendees?.length).toBe(3);
    const lost = (await requestsOf(email)).filter(({ status }) => status === 0);
    expect(lost.map(({ method }) => method)).toEqual(['POST', 'PATCH']);
  });

  it('guests: an edit of one spread event sends what was edited, and the other guests stay', async () => {
    const attendees = [{ email: 'b@example.com', responseStatus: 'accepted' }];
    const email = await aUser([{ ...VISIT, attendees }]);
    const service = await signedIn(email);
    const [event] = await service.getEvents('primary', JUNE.start, JUNE.end);
    const edit = { ...event, attendees: [...(event?.attendees ?? []), { email: 'c@example.com' }] };
    const changed = await service.updateEvent('primary', edit as GoogleCalendarEvent);
    expect(changed.attendees?.map((guest) => guest.email)).toEqual([
      'b@example.com',
      'c@example.com',
    ]);
    expect((await storedEvent(email, changed.id)).attendees?.length).toBe(2);
  });
});

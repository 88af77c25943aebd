import { provideZonelessChangeDetection } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { filter, firstValueFrom, Subject } from 'rxjs';
import * as runtime from 'ngx-calendar-sync/google/runtime';
import * as writes from 'ngx-calendar-sync/google/writes';
import { until } from '../core/specs/until';
import type { GoogleCalendarService } from './google-calendar.service';
import { GOOGLE_CODE, type GoogleCode, LazyGoogle } from './lazy-google';
import { ɵIDLE as IDLE } from 'ngx-calendar-sync/sessions';
import { anApp, aToken, aUser, loaded, ScriptedSignIn, storedEvent } from './specs/emulator';
import { requestsOf } from './specs/emulator-requests';

const LUNCH = {
  id: 'lunch',
  summary: 'Lunch',
  start: { dateTime: '2026-06-10T12:00:00Z' },
  end: { dateTime: '2026-06-10T13:00:00Z' },
};
const JUNE = { calendarIds: ['primary'], start: '2026-06-01', end: '2026-07-01' };
const DINNER = { title: 'Dinner', start: '2026-06-11T18:00:00Z' };

/** In an app the code of writing is loaded; other specs have it from the start. */
describe('Code of writing', () => {
  let email: string;
  let service: GoogleCalendarService;
  let idle: Subject<void>;
  /** How often the code was asked for, and what answers the last time. */
  let loads: number;
  let arrive: () => void;
  let fail: () => void;

  beforeEach(async () => {
    email = await aUser([LUNCH]);
    idle = new Subject();
    loads = 0;
    const code: GoogleCode = {
      runtime,
      writes: () => {
        loads += 1;
        return new Promise((resolve, reject) => {
          arrive = () => {
            resolve(writes);
          };
          fail = () => {
            reject(new TypeError('Failed to fetch dynamically imported module: writes.js'));
          };
        });
      },
    };
    TestBed.configureTestingModule({
      providers: [
        provideZonelessChangeDetection(),
        { provide: GOOGLE_CODE, useValue: code },
        { provide: IDLE, useValue: idle },
      ],
    });
    const gis = new ScriptedSignIn((on) => void aToken(email).then(on.token));
    service = anApp({ clientId: 'emulator.apps.googleusercontent.com', gis });
    await service.initialize();
  });

  const titles = () => service.events().map(({ title }) => title);

  async function showJune(): Promise<void> {
    await service.signIn();
    service.setView(JUNE);
    await firstValueFrom(service.events$.pipe(filter((events) => events.length > 0)));
    await loaded(service);
  }

  const sentWrites = async () =>
    (await requestsOf(email)).filter(({ method }) => method !== 'GET').map(({ method }) => method);

  it('load: once somebody is signed in, the view is shown and the browser is idle; then a write shows at once', async () => {
    idle.next();
    await service.signIn();
    idle.next();
    service.setView(JUNE);
    idle.next();
    expect(service.syncState().phase).toBe('loading');
    expect(loads).toBe(0);
    await firstValueFrom(service.events$.pipe(filter((events) => events.length > 0)));
    await loaded(service);
    expect(loads).toBe(0);
    idle.next();
    expect(loads).toBe(1);
    arrive();
    await until(() => TestBed.inject(LazyGoogle).current?.writes.current !== undefined);
    const added = service.addEvent('primary', DINNER);
    expect(titles()).toEqual(['Lunch', 'Dinner']);
    await added;
    expect(loads).toBe(1);
  });

  it('write: before the browser was idle it loads the code, and keeps its order with other writes of the event', async () => {
    await showJune();
    const first = service.updateEvent('primary', { id: 'lunch', title: 'Late lunch' });
    const second = service.updateEvent('primary', { id: 'lunch', title: 'Later lunch' });
    expect(loads).toBe(1);
    expect(titles()).toEqual(['Lunch']);
    arrive();
    expect((await first).title).toBe('Late lunch');
    expect((await second).title).toBe('Later lunch');
    expect(titles()).toEqual(['Later lunch']);
    expect((await storedEvent(email, 'lunch')).summary).toBe('Later lunch');
  });

  it('write: what the app changes in a draft while the code loads is not sent', async () => {
    await showJune();
    const draft = { ...DINNER, attendees: [{ email: 'ben@example.com' }] };
    const added = service.addEvent('primary', draft);
    draft.title = '';
    draft.attendees.pop();
    arrive();
    expect((await added).title).toBe('Dinner');
    const { attendees } = await storedEvent(email, (await added).id);
    expect(attendees?.map((guest) => guest.email)).toEqual(['ben@example.com']);
  });

  it('write: where the code does not load it is script-failed and nothing is sent; the next one tries again', async () => {
    await showJune();
    const deleted = service.deleteEvent('primary', 'lunch');
    fail();
    await expectAsync(deleted).toBeRejectedWith(
      jasmine.objectContaining({ code: 'script-failed' }),
    );
    expect(titles()).toEqual(['Lunch']);
    expect(await sentWrites()).toEqual([]);
    const again = service.deleteEvent('primary', 'lunch');
    expect(loads).toBe(2);
    arrive();
    await again;
    expect(titles()).toEqual([]);
    expect(await sentWrites()).toEqual(['DELETE']);
  });

  it('write: aborted while its code loads, it is cancelled and never sent', async () => {
    await showJune();
    const aborts = new AbortController();
    const added = service.addEvent('primary', DINNER, { signal: aborts.signal });
    aborts.abort();
    await expectAsync(added).toBeRejectedWith(jasmine.objectContaining({ code: 'cancelled' }));
    const later = service.updateEvent('primary', { id: 'lunch', title: 'Late lunch' });
    arrive();
    await later;
    expect(await sentWrites()).toEqual(['PATCH']);
  });

  it('respond: waits for the code of writing, too', async () => {
    await service.signIn();
    const event = { calendarId: 'primary', id: 'lunch' };
    const answered = service.respond(event, 'accepted');
    await until(() => loads === 1);
    expect(await sentWrites()).toEqual([]);
    arrive();
    // Nobody is invited: the command has run, and found that out.
    await expectAsync(answered).toBeRejectedWith(
      jasmine.objectContaining({ code: 'invalid-request' }),
    );
  });
});

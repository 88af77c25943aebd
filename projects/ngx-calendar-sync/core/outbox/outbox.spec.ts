import {
  asyncScheduler,
  EMPTY,
  firstValueFrom,
  NEVER,
  Observable,
  of,
  Subject,
  throwError,
} from 'rxjs';
import { anEvent } from '../../copy/specs/fixed-event';
import type { CalendarEvent } from '../model/calendar-event';
import { CalendarSyncError } from 'ngx-calendar-sync/base';
import type { EventBackend } from '../provider/event-backend';
import { type DirectWrite, type PlannedWrite, targetOf } from '../provider/event-write';
import { until } from '../specs/until';
import { Outbox } from './outbox';
import { ScriptedProvider, type Send } from './specs/scripted-provider';

const conflict = new CalendarSyncError('conflict', '');

/** Two occurrences of a series, which have one version at first. */
const MONDAY = anEvent('monday', { seriesId: 'weekly', version: 'v1' });
const TUESDAY = anEvent('tuesday', { seriesId: 'weekly', version: 'v1' });

describe('Outbox', () => {
  let refreshed: (string | undefined)[];
  let read: CalendarEvent | undefined;
  let provider: ScriptedProvider;
  let outbox: Outbox<CalendarEvent>;

  beforeEach(() => {
    provider = new ScriptedProvider();
    refreshed = [];
    read = undefined;
    const backend: EventBackend<CalendarEvent, undefined> = {
      state$: of(undefined),
      changes$: NEVER,
      watch: () => NEVER,
      refresh: (calendarId) => {
        refreshed.push(calendarId);
        return Promise.resolve();
      },
      // No list shows the writes: their overlays stay.
      beforeWrite: () => () => undefined,
      close: () => undefined,
    };
    outbox = new Outbox({
      backend,
      provider,
      read: () => read,
      seen: () => read,
      ask: (request) => firstValueFrom(request),
      clock: asyncScheduler,
      wake$: EMPTY,
      isOnline: () => true,
      conflictPolicy: () => 'ask',
    });
  });

  /** A change of an event, made on the version that the user saw. */
  const changeOf = (event: CalendarEvent, send: Send): PlannedWrite =>
    provider.plan({ shown: { kind: 'put', event }, version: event.version, send });

  const overlays = () => firstValueFrom(outbox.overlays$);

  it('write: is made on the version that an earlier write of the same event has made', async () => {
    const sent: (string | undefined)[] = [];
    const send = (version: string | undefined) => {
      sent.push(version);
      return of({ ...MONDAY, version: `v${String(sent.length + 1)}` });
    };
    await Promise.all([
      outbox.write(changeOf(MONDAY, send)),
      outbox.write(changeOf(MONDAY, send)),
      outbox.write(changeOf(MONDAY, send)),
    ]);
    expect(sent).toEqual(['v1', 'v2', 'v3']);
  });

  it('write: with `anyVersion` no version counts as replaced by us, so a later write is still sent with the version the user saw', async () => {
    read = MONDAY;
    const sent: (string | undefined)[] = [];
    const send = (version: string | undefined) => {
      sent.push(version);
      return of({ ...MONDAY, version: 'v3' });
    };
    await outbox.write(
      provider.plan({ shown: { kind: 'put', event: MONDAY }, anyVersion: true, send }),
    );
    await outbox.write(changeOf(MONDAY, send));
    expect(sent).toEqual([undefined, 'v1']);
  });

  it('write: with `holdsOwnChangesOnly` a later write is sent with the version of the answer, if that is not an old one', async () => {
    const sent: (string | undefined)[] = [];
    const sendFor = (after: string) => (version: string | undefined) => {
      sent.push(version);
      return of({ ...MONDAY, version: after });
    };
    const read = (after: string): DirectWrite => ({
      shown: { kind: 'none', target: targetOf({ kind: 'put', event: MONDAY }) },
      version: 'v1',
      anyVersion: true,
      holdsOwnChangesOnly: ({ version }) => version === after,
      send: () => sendFor(after)(undefined),
    });
    await outbox.writeDirectly(read('v2'));
    await outbox.write(changeOf(MONDAY, sendFor('v3')));
    // What is read late may be older than what this app has written.
    await outbox.writeDirectly(read('v2'));
    await outbox.write(changeOf(MONDAY, sendFor('v4')));
    expect(sent).toEqual([undefined, 'v2', undefined, 'v3']);
  });

  for (const service of [
    { name: 'leaves the versions of the others', isOfSeries: false },
    { name: 'gives all of the series a new version', isOfSeries: true },
  ]) {
    it(`write: is no conflict where a write to another occurrence ${service.name}`, async () => {
      const versions = new Map([MONDAY, TUESDAY].map(({ id }) => [id, 'v1']));
      const sendTo = (event: CalendarEvent, after: string) => (version: string | undefined) => {
        if (version !== versions.get(event.id)) {
          return throwError(() => conflict);
        }
        for (const id of service.isOfSeries ? [...versions.keys()] : [event.id]) {
          versions.set(id, after);
        }
        return of({ ...event, version: after });
      };
      await outbox.write(changeOf(MONDAY, sendTo(MONDAY, 'v2')));
      await outbox.write(changeOf(TUESDAY, sendTo(TUESDAY, 'v3')));
      await outbox.write(changeOf(MONDAY, sendTo(MONDAY, 'v4')));
      expect(versions.get('monday')).toBe('v4');
      expect(refreshed).toEqual([]);
    });
  }

  it('write: a change by somebody else is a conflict, the overlay goes, and the calendar is read again', async () => {
    await outbox.write(changeOf(MONDAY, () => of({ ...MONDAY, version: 'v2' })));
    const sent: (string | undefined)[] = [];
    const refused = outbox.write(
      changeOf(TUESDAY, (version) => {
        sent.push(version);
        return throwError(() => conflict);
      }),
    );
    expect((await overlays()).map((one) => targetOf(one).eventId)).toEqual(['monday', 'tuesday']);
    await expectAsync(refused).toBeRejectedWith(conflict);
    expect(sent).toEqual(['v1', 'v2']);
    expect((await overlays()).map((one) => targetOf(one).eventId)).toEqual(['monday']);
    expect(refreshed).toEqual(['work']);
  });

  it('write: a confirmed write takes the place of earlier confirmed ones of the same event', async () => {
    for (const title of ['first', 'second']) {
      await outbox.write(changeOf(MONDAY, () => of({ ...MONDAY, title })));
    }
    await outbox.write(changeOf(TUESDAY, () => of(TUESDAY)));
    const shown = await overlays();
    expect(shown.map((one) => one.kind === 'put' && one.event.title)).toEqual([
      'second',
      'tuesday',
    ]);
  });

  it('write: waits for the writes of the same series, and not for others', async () => {
    const sent: string[] = [];
    const answers = new Subject<void>();
    const sendOf = (event: CalendarEvent) => () =>
      new Observable<CalendarEvent>((subscriber) => {
        sent.push(event.id);
        return answers.subscribe(() => {
          subscriber.next(event);
        });
      });
    const other = anEvent('review');
    const writes = [MONDAY, TUESDAY, other].map((event) =>
      outbox.write(changeOf(event, sendOf(event))),
    );
    await until(() => sent.length === 2);
    expect(sent).toEqual(['monday', 'review']);
    answers.next();
    await until(() => sent.length === 3);
    answers.next();
    await Promise.all(writes);
    expect(sent).toEqual(['monday', 'review', 'tuesday']);
  });

  it('recolor: what is not confirmed yet shows in its new colour', async () => {
    const answer = new Subject<CalendarEvent>();
    const written = outbox.write(changeOf(MONDAY, () => answer));
    provider.recolor = (event) => ({ ...event, color: '#123456' });
    outbox.recolor();
    const [shown] = await overlays();
    expect(shown?.kind === 'put' && shown.event.color).toBe('#123456');
    await until(() => answer.observed);
    answer.next(MONDAY);
    await written;
  });
});

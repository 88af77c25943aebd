import { defer, firstValueFrom, of, throwError } from 'rxjs';
import { CalendarSyncError } from 'ngx-calendar-sync/base';
import type { GoogleEvent } from 'ngx-calendar-sync/google/start';
import type { GoogleCalendarApi } from '../runtime/api/google-calendar-api';
import { ReadResources } from '../runtime/mapping/read-resources';
import { EVENT_CONTEXT, eventOf } from '../runtime/mapping/specs/event-of';
import { GoogleEventWrites } from './google-event-writes';
import type { GoogleRequest, GoogleWrite } from './google-request';

const SERIES: GoogleEvent = {
  id: 'weekly',
  etag: '"1"',
  summary: 'Meeting',
  location: 'Room 1',
  start: { dateTime: '2026-05-04T09:00:00Z', timeZone: 'UTC' },
  end: { dateTime: '2026-05-04T10:00:00Z', timeZone: 'UTC' },
  recurrence: ['RRULE:FREQ=WEEKLY;COUNT=8'],
};
const ADDED: GoogleEvent = {
  ...SERIES,
  id: 'added',
  location: 'Room 2',
  start: { dateTime: '2026-05-18T09:00:00Z', timeZone: 'UTC' },
  end: { dateTime: '2026-05-18T10:00:00Z', timeZone: 'UTC' },
  recurrence: ['RRULE:FREQ=WEEKLY;COUNT=6'],
};
const LEFT = ['RRULE:FREQ=WEEKLY;COUNT=2'];

const REQUEST: GoogleRequest = {
  kind: 'split',
  eventId: 'weekly',
  before: SERIES,
  recurrence: LEFT,
  whole: { exceptions: [], patches: [] },
  added: { resource: ADDED, exceptions: [] },
};
const SPLIT: GoogleWrite = {
  kind: 'update',
  scope: 'following',
  shown: { kind: 'none', target: { calendarId: 'a', eventId: 'weekly' } },
  version: '"1"',
  base: eventOf(SERIES),
  request: REQUEST,
};

/** Sends and merges a split while the series at Google is `current`. The new one is there where `isAdded`. */
function divided(current: GoogleEvent, isAdded = false) {
  const sent: string[] = [];
  const api: Partial<GoogleCalendarApi> = {
    event: (_calendarId, id) =>
      id === 'added' && !isAdded
        ? throwError(() => new CalendarSyncError('not-found', ''))
        : of(id === 'added' ? ADDED : current),
    insert: (_calendarId, resource) => {
      sent.push(`add ${JSON.stringify(resource.id)}`);
      return isAdded ? throwError(() => new CalendarSyncError('duplicate', '')) : of(ADDED);
    },
    patch: (_calendarId, id, _patch, version) =>
      defer(() => {
        sent.push(`end ${id}`);
        return version === current.etag
          ? of({ ...current, recurrence: LEFT })
          : throwError(() => new CalendarSyncError('conflict', ''));
      }),
  };
  api.delete = (_calendarId, id) =>
    defer(() => {
      sent.push(`delete ${id}`);
      return of(null);
    });
  const writes = new GoogleEventWrites(
    api as GoogleCalendarApi,
    new ReadResources(),
    () => EVENT_CONTEXT,
  );
  const send = () => firstValueFrom(writes.sendWrite(SPLIT, '"1"'));
  const merge = (choice: 'ask' | 'mine' | 'theirs') =>
    writes.mergeWrite(SPLIT, eventOf(current), choice);
  const undo = () =>
    firstValueFrom(writes.sendWrite(writes.undoWrite(SPLIT, eventOf(ADDED)), undefined));
  return { sent, send, merge, undo };
}

describe('A series that is divided', () => {
  it('split: a series that somebody else has changed is a conflict before a second series is added', async () => {
    const { sent, send } = divided({ ...SERIES, etag: '"2"', recurrence: LEFT });
    await expectAsync(send()).toBeRejectedWith(jasmine.objectContaining({ code: 'conflict' }));
    expect(sent).toEqual([]);
  });

  it('split: sent again after its answer was lost, it succeeds, and ends the series once', async () => {
    const { sent, send } = divided({ ...SERIES, etag: '"2"', recurrence: LEFT }, true);
    expect((await send())?.id).toBe('added');
    expect(sent).toEqual(['add "added"', 'end weekly']);
  });

  it('undo: the whole series is back before the added one is deleted', async () => {
    const { sent, undo } = divided({ ...SERIES, etag: '"2"', recurrence: LEFT }, true);
    await undo();
    expect(sent).toEqual(['end weekly', 'delete added']);
  });

  it('undo: a rule that somebody else has changed since the division is a conflict, and stays', async () => {
    const theirs = ['RRULE:FREQ=DAILY;COUNT=2'];
    const { sent, undo } = divided({ ...SERIES, etag: '"3"', recurrence: theirs }, true);
    await expectAsync(undo()).toBeRejectedWith(jasmine.objectContaining({ code: 'conflict' }));
    expect(sent).toEqual([]);
  });

  it('merge: what somebody else has changed of all occurrences is taken over by the new series', () => {
    const { merge } = divided({ ...SERIES, etag: '"2"', summary: 'Board' });
    const merged = merge('ask');
    const request = merged.kind === 'send' ? (merged.write.request as GoogleRequest) : undefined;
    const added = request?.kind === 'split' ? request.added?.resource : undefined;
    expect(added).toEqual({ ...ADDED, summary: 'Board' });
  });

  it('merge: what both have changed of all occurrences is a conflict', () => {
    const { merge } = divided({ ...SERIES, etag: '"2"', location: 'Room 3' });
    expect(merge('ask')).toEqual({ kind: 'conflict', fields: ['location'] });
  });

  it('merge: a series that somebody else has divided, too, is a conflict, and with theirs the new one is deleted', () => {
    const { merge } = divided({ ...SERIES, etag: '"2"', recurrence: LEFT });
    expect(merge('ask')).toEqual({ kind: 'conflict', fields: ['recurrence'] });
    const merged = merge('theirs');
    expect(merged.kind === 'send' && merged.write.request).toEqual(
      jasmine.objectContaining({ kind: 'delete', eventId: 'added', mayBeMissing: true }),
    );
  });
});

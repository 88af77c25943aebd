import { defer, firstValueFrom, map, of, throwError } from 'rxjs';
import { CalendarSyncError } from 'ngx-calendar-sync/base';
import type { ConflictChoice, ɵMergedWrite as MergedWrite } from 'ngx-calendar-sync/core';
import type { GoogleCalendarEvent } from 'ngx-calendar-sync/google/runtime';
import type { GoogleEvent } from 'ngx-calendar-sync/google/start';
import type { GoogleCalendarApi } from '../runtime/api/google-calendar-api';
import { ReadResources } from '../runtime/mapping/read-resources';
import { EVENT_CONTEXT, eventOf } from '../runtime/mapping/specs/event-of';
import { patched } from './event-patch';
import { GoogleEventWrites } from './google-event-writes';
import type { ExceptionPatch, GoogleRequest, GoogleWrite } from './google-request';

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

const MOVED: GoogleEvent = occurrence('20260525T090000Z', '2026-05-25T09:00:00Z');
const FREE: GoogleEvent = occurrence('20260601T090000Z', '2026-06-01T09:00:00Z');
const ROOM_9: ExceptionPatch = { id: 'added_20260525T090000Z', patch: { location: 'Room 9' } };
const CANCELLED: ExceptionPatch = { id: 'added_20260601T090000Z', patch: { status: 'cancelled' } };
const LATE: ExceptionPatch = { id: 'added_20260608T090000Z', patch: { location: 'Room 8' } };

/** An occurrence of the new series, as nobody has changed it. */
function occurrence(suffix: string, dateTime: string): GoogleEvent {
  const { recurrence, ...series } = ADDED;
  const end = new Date(Date.parse(dateTime) + 3_600_000).toISOString();
  return {
    ...(recurrence ? series : {}),
    id: `added_${suffix}`,
    recurringEventId: 'added',
    originalStartTime: { dateTime, timeZone: 'UTC' },
    start: { dateTime, timeZone: 'UTC' },
    end: { dateTime: end, timeZone: 'UTC' },
  };
}

const splitWith = (exceptions: readonly ExceptionPatch[]): GoogleWrite => ({
  ...SPLIT,
  request: { ...REQUEST, added: { resource: ADDED, exceptions } },
});

/** A split that has asked Google to end the series, and has had no answer. */
const ending = (split = SPLIT): GoogleWrite => ({
  ...split,
  request: { ...split.request, isEnding: true },
});

/** Deletes the second part of the series. */
const DELETION: GoogleWrite = {
  ...SPLIT,
  kind: 'delete',
  request: { ...REQUEST, added: undefined },
};

const CONFLICT = jasmine.objectContaining({ code: 'conflict' });

/**
 * Sends and merges a split while the series at Google is `current`, and these are there too.
 * @param then What the series becomes as soon as the new one is added.
 */
function divided(
  current: GoogleEvent,
  others: readonly GoogleEvent[] = [],
  split = SPLIT,
  then = current,
) {
  const sent: string[] = [];
  const held = new Map([current, ...others].map((event) => [event.id ?? '', event]));
  const heldOrFail = (id: string) =>
    defer(() => {
      const event = held.get(id);
      return event ? of(event) : throwError(() => new CalendarSyncError('not-found', ''));
    });
  const api: Partial<GoogleCalendarApi> = {
    event: (_calendarId, id) => heldOrFail(id),
    insert: (_calendarId, resource) => {
      const id = String(resource.id);
      sent.push(`add ${id}`);
      if (held.has(id)) {
        return throwError(() => new CalendarSyncError('duplicate', ''));
      }
      held.set(id, resource as GoogleEvent);
      held.set(current.id ?? '', then);
      return heldOrFail(id);
    },
    patch: (_calendarId, id, patch, version) =>
      heldOrFail(id).pipe(
        map((before) => {
          sent.push(`patch ${id}`);
          if (version !== undefined && version !== before.etag) {
            throw new CalendarSyncError('conflict', '');
          }
          const after = { ...patched(before, patch), etag: '"9"' };
          held.set(id, after);
          return after;
        }),
      ),
    delete: (_calendarId, id) =>
      defer(() => {
        sent.push(`delete ${id}`);
        held.delete(id);
        return of(null);
      }),
    instances: (_calendarId, id) =>
      of({ items: [...held.values()].filter(({ recurringEventId }) => recurringEventId === id) }),
  };
  const writes = new GoogleEventWrites(
    api as GoogleCalendarApi,
    new ReadResources(),
    () => EVENT_CONTEXT,
  );
  const send = (write = split, version: string | undefined = '"1"') =>
    firstValueFrom(writes.sendWrite(write, version));
  const merge = (choice: ConflictChoice | 'ask') =>
    writes.mergeWrite(split, eventOf(current), choice);
  const undoing = () => writes.undoWrite(split, eventOf(ADDED));
  const undo = () => send(undoing());
  return { sent, held, writes, send, merge, undoing, undo };
}

/** What the user has chosen of a write in conflict. */
function chosen(merged: MergedWrite<GoogleCalendarEvent>): GoogleWrite {
  if (merged.kind !== 'send') {
    throw new Error(`The write is not sent: ${merged.kind}.`);
  }
  return merged.write;
}

describe('A series that is divided', () => {
  it('split: a series that somebody else has changed is a conflict before a second series is added', async () => {
    const { sent, send } = divided({ ...SERIES, etag: '"2"', recurrence: LEFT });
    await expectAsync(send()).toBeRejectedWith(jasmine.objectContaining({ code: 'conflict' }));
    expect(sent).toEqual([]);
  });

  it('split: retried after a later change of all of the series, the new series has that, too', async () => {
    const { sent, held, send, merge } = divided({ ...SERIES, description: 'Bring coffee' });
    await expectAsync(send()).toBeRejectedWith(CONFLICT);
    expect(sent).toEqual([]);
    await send(chosen(merge('ask')));
    expect(held.get('added')).toEqual(jasmine.objectContaining({ description: 'Bring coffee' }));
    expect(held.get('added')).toEqual(jasmine.objectContaining({ location: 'Room 2' }));
  });

  it('split: retried after the series was moved by the same app, the user is asked', async () => {
    const moved = { dateTime: '2026-05-04T12:00:00+02:00', timeZone: 'UTC' };
    const later = divided({ ...SERIES, start: moved });
    await expectAsync(later.send()).toBeRejectedWith(CONFLICT);
    expect(later.merge('ask')).toEqual({ kind: 'conflict', fields: ['recurrence'] });
    const elsewhere = { dateTime: '2026-05-04T11:00:00+02:00', timeZone: 'UTC' };
    await expectAsync(divided({ ...SERIES, start: elsewhere }).send()).toBeResolved();
  });

  it('split: sent again after its answer was lost, it succeeds, and ends the series once', async () => {
    const ended = { ...SERIES, etag: '"2"', recurrence: LEFT };
    const { sent, send } = divided(ended, [ADDED], ending());
    expect((await send())?.id).toBe('added');
    expect(sent).toEqual([]);
  });

  it('split: sent again after it had ended the series, which is read as it was before, it succeeds', async () => {
    const ended = { ...SERIES, etag: '"2"', recurrence: LEFT };
    const { send } = divided(SERIES, [], ending(), ended);
    expect((await send())?.id).toBe('added');
  });

  it('split: a series that somebody else ends in the same way while the new one is added is a conflict', async () => {
    const ended = { ...SERIES, etag: '"2"', recurrence: LEFT };
    const { send } = divided(SERIES, [], SPLIT, ended);
    await expectAsync(send()).toBeRejectedWith(CONFLICT);
  });

  it('split: sent again after it had only added the new series, one that somebody else has ended since is a conflict', async () => {
    const { send } = divided({ ...SERIES, etag: '"2"', recurrence: LEFT }, [ADDED]);
    await expectAsync(send()).toBeRejectedWith(CONFLICT);
  });

  it('deletion of what follows: a series that somebody else has divided at the same occurrence is a conflict', async () => {
    const ended = { ...SERIES, etag: '"2"', recurrence: LEFT };
    const { send, merge } = divided(ended, [], DELETION);
    await expectAsync(send()).toBeRejectedWith(CONFLICT);
    expect(merge('ask')).toEqual({ kind: 'conflict', fields: ['recurrence'] });
  });

  it('deletion of what follows: of a series that was moved since, decided as mine, it ends the series', async () => {
    const moved = { dateTime: '2026-05-04T10:00:00Z', timeZone: 'UTC' };
    const { sent, send, merge } = divided({ ...SERIES, etag: '"2"', start: moved }, [], DELETION);
    await expectAsync(send()).toBeRejectedWith(CONFLICT);
    expect(merge('ask')).toEqual({ kind: 'conflict', fields: ['recurrence'] });
    await send(chosen(merge('mine')), '"2"');
    expect(sent).toEqual(['patch weekly']);
  });

  it('deletion of what follows: sent again after its answer was lost, it succeeds', async () => {
    const ended = { ...SERIES, etag: '"2"', recurrence: LEFT };
    const { send } = divided(ended, [], ending(DELETION));
    expect((await send())?.id).toBe('weekly');
  });

  it('split: sent again after it was done, what somebody has changed of an exception since stays', async () => {
    const theirs = { ...MOVED, location: 'Room 5' };
    const { held, send } = divided(
      { ...SERIES, etag: '"2"', recurrence: LEFT },
      [ADDED, theirs],
      ending(splitWith([ROOM_9])),
    );
    await send();
    expect(held.get(ROOM_9.id)).toEqual(theirs);
  });

  it('split: sent again after the tab died in its middle, an exception that it had not reached is made, and the series ends', async () => {
    const { sent, held, send } = divided(
      SERIES,
      [ADDED, MOVED, FREE],
      splitWith([ROOM_9, CANCELLED]),
    );
    await send();
    expect(held.get(ROOM_9.id)?.location).toBe('Room 9');
    expect(held.get(CANCELLED.id)?.status).toBe('cancelled');
    expect(sent).toEqual([
      'add added',
      `patch ${ROOM_9.id}`,
      `patch ${CANCELLED.id}`,
      'patch weekly',
    ]);
  });

  it('split: sent again, an exception that somebody has changed stays theirs, and keeps what they have not changed of it', async () => {
    const theirs = { ...MOVED, location: 'Room 5' };
    const split = splitWith([
      { ...ROOM_9, patch: { location: 'Room 9', summary: 'Board' } },
      CANCELLED,
    ]);
    const changed = { ...FREE, description: 'We need it' };
    const { held, send } = divided(SERIES, [ADDED, theirs, changed], split);
    await send();
    expect(held.get(ROOM_9.id)).toEqual(
      jasmine.objectContaining({ location: 'Room 5', summary: 'Board' }),
    );
    expect(held.get(CANCELLED.id)).toEqual(changed);
  });

  it('split: sent again, an exception before one that was made was made too: as somebody has left it, it stays', async () => {
    const late = { ...occurrence('20260608T090000Z', '2026-06-08T09:00:00Z'), location: 'Room 8' };
    const { sent, held, send } = divided(SERIES, [ADDED, MOVED, late], splitWith([ROOM_9, LATE]));
    await send();
    expect(held.get(ROOM_9.id)).toEqual(MOVED);
    expect(sent).toEqual(['add added', 'patch weekly']);
  });

  it('split: sent again after it had added what somebody else had deleted, and deleted it, the series ends', async () => {
    const split = splitWith([{ id: 'added', patch: { status: 'cancelled' } }]);
    const { sent, send } = divided(SERIES, [{ ...ADDED, status: 'cancelled' }], split);
    await send();
    expect(sent).toEqual(['add added', 'patch weekly']);
  });

  it('undo: the whole series is back before the added one is deleted', async () => {
    const { sent, undo } = divided({ ...SERIES, etag: '"2"', recurrence: LEFT }, [ADDED]);
    await undo();
    expect(sent).toEqual(['patch weekly', 'delete added']);
  });

  it('undo: sent again, an occurrence that Google has given up comes back, and one that somebody has deleted since does not', async () => {
    const gone = (suffix: string, updated: string): GoogleEvent => ({
      ...occurrence(suffix, '2026-05-25T09:00:00Z'),
      id: `weekly_${suffix}`,
      status: 'cancelled',
      updated,
    });
    const suffixes = ['20260525T090000Z', '20260601T090000Z'] as const;
    const patches = suffixes.map((suffix) => ({
      id: `weekly_${suffix}`,
      patch: { status: 'confirmed' as const, location: 'Room 9' },
    }));
    const { sent, undo } = divided(
      { ...SERIES, etag: '"3"', updated: '2026-05-02T10:00:00Z' },
      [ADDED, gone(suffixes[0], '2026-05-02T09:00:00Z'), gone(suffixes[1], '2026-05-02T11:00:00Z')],
      { ...SPLIT, request: { ...REQUEST, whole: { exceptions: [], patches } } },
    );
    await undo();
    expect(sent).toEqual([`patch weekly_${suffixes[0]}`, 'delete added']);
  });

  it('undo: a rule that somebody else has changed since the division is a conflict, and stays', async () => {
    const theirs = ['RRULE:FREQ=DAILY;COUNT=2'];
    const { sent, undo } = divided({ ...SERIES, etag: '"3"', recurrence: theirs }, [ADDED]);
    await expectAsync(undo()).toBeRejectedWith(jasmine.objectContaining({ code: 'conflict' }));
    expect(sent).toEqual([]);
  });

  for (const [what, added] of [
    ['the new series', [{ ...ADDED, etag: '"2"', summary: 'Theirs' }]],
    ['an occurrence of the new series', [ADDED, { ...MOVED, summary: 'Theirs' }]],
  ] as const) {
    it(`undo: ${what} that somebody else has changed since is a conflict, and stays`, async () => {
      const { sent, undo } = divided({ ...SERIES, etag: '"2"', recurrence: LEFT }, added);
      await expectAsync(undo()).toBeRejectedWith(jasmine.objectContaining({ code: 'conflict' }));
      expect(sent).toEqual([]);
    });
  }

  it('undo: an exception that the division itself has made of the new series is no change of somebody else', async () => {
    const { sent, undo } = divided(
      { ...SERIES, etag: '"2"', recurrence: LEFT },
      [ADDED, { ...MOVED, location: 'Room 9' }, { ...FREE, status: 'cancelled' }],
      splitWith([ROOM_9, CANCELLED]),
    );
    await undo();
    expect(sent).toEqual(['patch weekly', 'delete added']);
  });

  for (const choice of ['mine', { recurrence: 'mine' }] as const) {
    it(`undo: a conflict that is resolved as ${JSON.stringify(choice)} makes the series whole, once`, async () => {
      const daily = ['RRULE:FREQ=DAILY;COUNT=2'];
      const current = { ...SERIES, etag: '"3"', recurrence: daily };
      const { sent, held, writes, send, undoing } = divided(current, [
        { ...ADDED, etag: '"2"', summary: 'Theirs' },
      ]);
      const resolved = writes.mergeWrite(undoing(), eventOf(current), choice);
      await send(chosen(resolved));
      expect(held.get('weekly')?.recurrence).toEqual(SERIES.recurrence);
      expect(held.has('added')).toBeFalse();
      expect(sent).toEqual(['patch weekly', 'delete added']);
    });
  }

  it('undo: a series that somebody else has deleted is back where the user chooses mine', async () => {
    const current = { ...SERIES, etag: '"3"', status: 'cancelled' as const };
    const { held, writes, send, undoing } = divided(current, [ADDED]);
    await expectAsync(send(undoing())).toBeRejectedWith(
      jasmine.objectContaining({ code: 'deleted' }),
    );
    await send(chosen(writes.mergeWrite(undoing(), undefined, 'mine')));
    const { status, recurrence } = held.get('weekly') ?? {};
    expect([status, recurrence]).toEqual(['confirmed', SERIES.recurrence]);
  });

  it('undo: a conflict is told by its name, and as theirs nothing is sent', () => {
    const current = eventOf({ ...SERIES, recurrence: ['RRULE:FREQ=DAILY'] });
    const { writes, undoing } = divided(SERIES);
    expect(writes.mergeWrite(undoing(), current, 'ask')).toEqual({
      kind: 'conflict',
      fields: ['recurrence'],
    });
    expect(writes.mergeWrite(undoing(), current, 'theirs')).toEqual({ kind: 'done' });
  });

  it('merge: a series that somebody else has deleted: mine adds the new one alone, and its undo deletes that', async () => {
    const { sent, writes, send } = divided({ id: 'other' });
    const resolved = chosen(writes.mergeWrite(SPLIT, undefined, 'mine'));
    await send(resolved);
    await send(writes.undoWrite(resolved, eventOf(ADDED)));
    expect(sent).toEqual(['add added', 'delete added']);
  });

  it('merge: a rule that both have changed, resolved by its name, is the own one', () => {
    const { merge } = divided({ ...SERIES, etag: '"2"', recurrence: ['RRULE:FREQ=DAILY'] });
    expect(merge({ recurrence: 'mine' }).kind).toBe('send');
    expect(merge({ title: 'mine' })).toEqual({ kind: 'conflict', fields: ['recurrence'] });
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

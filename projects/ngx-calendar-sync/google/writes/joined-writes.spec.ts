import type { GoogleEvent } from 'ngx-calendar-sync/google/start';
import type { GoogleCalendarApi } from '../runtime/api/google-calendar-api';
import { ReadResources } from '../runtime/mapping/read-resources';
import { EVENT_CONTEXT, eventOf } from '../runtime/mapping/specs/event-of';
import { GoogleEventWrites } from './google-event-writes';
import { type GoogleWrite, requestOf } from './google-request';

const LUNCH: GoogleEvent = {
  id: 'lunch',
  etag: '"1"',
  summary: 'Lunch',
  start: { dateTime: '2026-06-01T12:00:00Z' },
  end: { dateTime: '2026-06-01T13:00:00Z' },
};
/** Somebody else has moved it meanwhile. */
const THEIRS = eventOf({ ...LUNCH, etag: '"2"', location: 'Canteen' });

describe('Google event writes: two of one event', () => {
  let writes: GoogleEventWrites;
  let renamed: GoogleWrite;

  /** What the user sees once the first write is made. */
  function seenAfter({ shown }: GoogleWrite) {
    return shown.kind === 'put' ? shown.event : undefined;
  }

  function update(
    seen: ReturnType<typeof seenAfter>,
    changes: { title?: string; location?: string },
  ) {
    const { calendarId } = THEIRS;
    const write = {
      kind: 'update',
      calendarId,
      changes: { ...changes, id: 'lunch' },
      seen,
    } as const;
    return writes.planWrite(write, undefined);
  }

  function renamedOnTheirs(): GoogleWrite {
    const merged = writes.mergeWrite(renamed, THEIRS, 'ask');
    return merged.kind === 'send' ? merged.write : renamed;
  }

  beforeEach(() => {
    // Nothing is sent here.
    const api: Partial<GoogleCalendarApi> = {};
    writes = new GoogleEventWrites(
      api as GoogleCalendarApi,
      new ReadResources(),
      () => EVENT_CONTEXT,
    );
    renamed = update(eventOf(LUNCH), { title: 'Brunch' });
  });

  it('the second was made on what the first leaves: they are one request', () => {
    const joined = writes.joinWrites(renamed, update(seenAfter(renamed), { location: 'Room 1' }));
    expect(joined && joined !== 'none' && requestOf(joined)).toEqual(
      jasmine.objectContaining({ patch: { summary: 'Brunch', location: 'Room 1' } }) as never,
    );
  });

  it('the first is on top of what somebody else has changed: the second, made without that, is sent by itself', () => {
    const relocated = update(seenAfter(renamed), { location: 'Room 1' });
    expect(writes.joinWrites(renamedOnTheirs(), relocated)).toBeUndefined();
  });

  it('the first is on top of what somebody else has changed: so is a deletion', () => {
    const { calendarId } = THEIRS;
    const seen = seenAfter(renamed);
    const deleted = writes.planWrite(
      { kind: 'delete', calendarId, event: { id: 'lunch' }, seen },
      undefined,
    );
    expect(writes.joinWrites(renamedOnTheirs(), deleted)).toBeUndefined();
    expect(writes.joinWrites(renamed, deleted)).toBeDefined();
  });
});

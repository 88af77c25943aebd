import { anEvent } from '../../copy/specs/fixed-event';
import type { CalendarEvent } from '../model/calendar-event';
import type { PlannedWrite } from '../provider/event-write';
import type { StoredWrite } from '../provider/write-log';
import { dueGroups, withDependents } from './write-order';

const MONDAY = anEvent('monday', { seriesId: 'weekly' });
const TUESDAY = anEvent('tuesday', { seriesId: 'weekly' });
const REVIEW = anEvent('review');

/** Updates of one event can be one request. */
const join = (first: PlannedWrite, second: PlannedWrite): PlannedWrite | undefined =>
  first.kind === 'update' &&
  second.kind === 'update' &&
  first.shown.kind === 'put' &&
  second.shown.kind === 'put' &&
  first.shown.event.id === second.shown.event.id
    ? { ...first, shown: second.shown }
    : undefined;

function written(
  id: string,
  event: CalendarEvent,
  properties: Partial<StoredWrite> & Partial<Pick<PlannedWrite, 'kind'>> = {},
): StoredWrite {
  const { kind = 'update', ...others } = properties;
  const plan = { kind, shown: { kind: 'put', event }, request: {} } as const;
  return { id, madeAt: 0, plan, state: 'waiting', ...others };
}

function due(writes: readonly StoredWrite[], heldBack: readonly string[] = []): string[] {
  return dueGroups(writes, join, ({ id }) => heldBack.includes(id)).map(({ writes }) =>
    writes.map(({ id }) => id).join('+'),
  );
}

describe('dueGroups', () => {
  it('writes of several events are due at once, and those of one series one after the other', () => {
    const writes = [written('a', MONDAY), written('b', REVIEW), written('c', TUESDAY)];
    expect(due(writes)).toEqual(['a', 'b']);
  });

  it('several updates of one event in a row are one request', () => {
    expect(due([written('a', REVIEW), written('b', REVIEW), written('c', REVIEW)])).toEqual([
      'a+b+c',
    ]);
  });

  it('an update after one of another occurrence is not joined over it', () => {
    const writes = [written('a', MONDAY), written('b', TUESDAY), written('c', MONDAY)];
    expect(due(writes)).toEqual(['a']);
  });

  it('an occurrence that was never loaded waits for its series, and the series for it', () => {
    const unseen = written('b', anEvent('monday'));
    const ofWeekly = { ...unseen, plan: { ...unseen.plan, ordersWith: ['weekly'] } };
    expect(due([written('a', TUESDAY), ofWeekly])).toEqual(['a']);
    expect(due([ofWeekly, written('c', anEvent('weekly'))])).toEqual(['b']);
    const again = { ...ofWeekly, id: 'd' };
    expect(due([ofWeekly, written('c', anEvent('weekly')), again])).toEqual(['b']);
    expect(due([ofWeekly, again])).toEqual(['b+d']);
  });

  it('what was sent together before a restart is sent together again, and nothing new with it', () => {
    const sent = { state: 'sending', sentWith: 'a' } as const;
    const writes = [written('a', REVIEW, sent), written('b', REVIEW, sent), written('c', REVIEW)];
    expect(due(writes)).toEqual(['a+b']);
  });

  it('what waits for a write that is held back, or for a conflict, is not due', () => {
    expect(due([written('a', REVIEW), written('b', REVIEW)], ['a'])).toEqual([]);
    expect(due([written('a', REVIEW, { state: 'conflict' }), written('b', REVIEW)])).toEqual([]);
  });

  it('a refused update stands in nobody’s way, and a refused insert in that of its event', () => {
    const failed = { state: 'failed' } as const;
    expect(due([written('a', REVIEW, failed), written('b', REVIEW)])).toEqual(['b']);
    expect(
      due([written('a', REVIEW, { ...failed, kind: 'insert' }), written('b', REVIEW)]),
    ).toEqual([]);
  });

  it('a confirmed write is not sent again', () => {
    expect(due([written('a', REVIEW, { state: 'confirmed' }), written('b', REVIEW)])).toEqual([
      'b',
    ]);
  });

  it('a refused split stands in the way of its new series alone, whose writes go with it', () => {
    const master = anEvent('later', { recurrence: ['RRULE:FREQ=WEEKLY'] });
    const target = { calendarId: 'work', eventId: 'weekly' };
    const [from, exceptions] = ['2026-05-11', []] as const;
    const shown = { kind: 'series', target, from, master, exceptions, cancelled: [] } as const;
    const split: StoredWrite = {
      ...written('a', REVIEW, { state: 'failed' }),
      plan: { kind: 'update', shown, request: {} },
    };
    const ofNew = written('b', anEvent('later_1', { seriesId: 'later' }));
    const ofOld = written('c', MONDAY);
    expect(due([split, ofNew, ofOld])).toEqual(['c']);
    expect(withDependents(split, [split, ofNew, ofOld])).toEqual(['a', 'b']);
  });
});

import type {
  CalendarEvent,
  ɵOverlay as Overlay,
  ɵPlannedWrite as PlannedWrite,
} from 'ngx-calendar-sync/core';
import { isShownByList } from './is-shown-by-list';
import { OwnVersions } from './own-versions';

const ANSWERED_AT = 1_000;
const EVENT: CalendarEvent = {
  id: 'weekly_20260605T100000Z',
  seriesId: 'weekly',
  calendarId: 'work',
  title: 'Meeting',
  start: '2026-06-05T10:03:00Z',
  end: '2026-06-05T10:33:00Z',
  allDay: false,
  editable: true,
  status: 'confirmed',
  version: '"2"',
};
const GONE = { deleted: true, version: undefined, value: { kind: 'gone' } };

const inVersion = (version: string) => ({
  deleted: false,
  version,
  value: { kind: 'event', version },
});

/** Whether a list in which the event is as it was when this tab first looked shows a write of it. */
function isShown(
  kind: PlannedWrite['kind'],
  isMadeHere: boolean,
  listed: Parameters<ReturnType<typeof isShownByList>>[1] = GONE,
  listedBefore: typeof listed | null = listed,
): boolean {
  const shown: Overlay = { kind: 'put', event: EVENT };
  const answer = {
    answeredAt: ANSWERED_AT,
    isMadeHere,
    write: {
      plan: { kind, shown, request: {} },
      answer: { event: EVENT, at: ANSWERED_AT, replaced: '"1"' },
    },
  };
  const clock = { now: () => ANSWERED_AT + 2 };
  const isShownBy = isShownByList(shown, answer, { versions: new OwnVersions(), clock });
  return isShownBy(listedBefore ?? undefined, listed, ANSWERED_AT + 1);
}

describe('isShownByList', () => {
  for (const kind of ['update', 'respond'] as const) {
    it(`${kind}: of an earlier visit, on an event that is deleted by now, is not shown any longer`, () => {
      expect(isShown(kind, false)).toBe(true);
    });
  }

  it('update: of an earlier visit, which was read then with what somebody else has changed since, is not shown any longer', () => {
    expect(isShown('update', false, inVersion('"3"'))).toBe(true);
  });

  for (const kind of ['insert', 'restore', 'move'] as const) {
    it(`${kind}: of an earlier visit, whose event somebody else has changed since, is not shown any longer`, () => {
      expect(isShown(kind, false, inVersion('"3"'))).toBe(true);
    });

    it(`${kind}: of an earlier visit, is shown while the service does not list it yet`, () => {
      expect(isShown(kind, false)).toBe(false);
    });
  }

  it('update: of an earlier visit, is shown while the service still lists what it has replaced', () => {
    expect(isShown('update', false, inVersion('"1"'))).toBe(false);
  });

  it('update: of an occurrence is not shown by its series, which was added just before', () => {
    const series = { ...inVersion('"1"'), isOfSeries: true };
    expect(isShown('update', true, series, null)).toBe(false);
    expect(isShown('update', false, series, null)).toBe(false);
  });

  it('an event that was brought back is shown while the service still lists it as deleted', () => {
    expect(isShown('restore', false)).toBe(false);
    expect(isShown('update', true)).toBe(false);
  });
});

import { ɵwithReadableText as withReadableText } from 'ngx-calendar-sync/core';
import type { GoogleEvent } from 'ngx-calendar-sync/google/start';
import { toCalendar } from './calendar-mapping';
import { shownColors, DEFAULT_PALETTE } from './event-color';
import { toEvent } from './event-mapping';
import { patched, toPatch, type WriteContext } from '../../writes/event-patch';

const CALENDAR = toCalendar(
  { id: 'a@example.com', backgroundColor: '#9fe1e7', foregroundColor: '#000000' },
  [],
);
const CONTEXT: WriteContext = {
  calendarId: 'a@example.com',
  calendar: CALENDAR,
  palette: DEFAULT_PALETTE,
  labels: [{ id: 'label-1', name: 'Gym', backgroundColor: '#7986cb' }],
  timeZone: undefined,
  conferenceRequestId: 'request-1',
};
const LABELLED_EVENT: GoogleEvent = {
  id: 'e',
  start: { date: '2026-06-10' },
  eventLabelId: 'label-1',
};

describe('Event labels', () => {
  it('event colour: a label has precedence over colorId', () => {
    expect(toEvent(LABELLED_EVENT, CONTEXT)?.color).toBe('#7986cb');
    expect(toEvent({ ...LABELLED_EVENT, colorId: '11' }, CONTEXT)?.color).toBe('#7986cb');
  });

  it('event colour: an unknown label leaves it to colorId, and without one to the calendar', () => {
    const withoutLabels = { ...CONTEXT, labels: [] };
    expect(toEvent({ ...LABELLED_EVENT, colorId: '11' }, withoutLabels)?.color).toBe('#dc2127');
    expect(toEvent(LABELLED_EVENT, withoutLabels)?.color).toBe('#9fe1e7');
  });

  it('colour patch: the label is written if its colour is the nearest', () => {
    expect(toPatch({ color: '#7986cb' }, CONTEXT)).toEqual({ eventLabelId: 'label-1' });
  });

  it('colour patch: a removed colour removes the label too', () => {
    expect(toPatch({ color: null }, CONTEXT, LABELLED_EVENT)).toEqual({
      colorId: null,
      eventLabelId: '',
    });
  });

  it('event colour: a colorId that is written replaces the label in the event that is shown', () => {
    const patch = toPatch({ color: '#dc2127' }, CONTEXT, LABELLED_EVENT);
    expect(patch).toEqual({ colorId: '11' });
    expect(shownColors(patched(LABELLED_EVENT, patch), CONTEXT).color).toBe('#dc2127');
  });
});

describe('Text colours', () => {
  it('text colour: it is in contrastColor, for FullCalendar 7, and in textColor', () => {
    const event = toEvent({ id: 'e', start: { date: '2026-06-10' } }, CONTEXT);
    expect([event?.color, event?.textColor, event?.contrastColor]).toEqual([
      '#9fe1e7',
      '#000000',
      '#000000',
    ]);
  });

  it('text colour: Google’s own if its contrast is enough, else black or white', () => {
    expect(withReadableText('#a4bdfc', '#1d1d1d').contrastColor).toBe('#1d1d1d');
    expect(withReadableText('#dc2127', '#1d1d1d').contrastColor).toBe('#ffffff');
    expect(withReadableText('#9fe1e7', '#ffffff').contrastColor).toBe('#000000');
    expect(withReadableText('#616161', undefined).textColor).toBe('#ffffff');
  });

  it('text colour: the contrast ratio is at least 4.5 on each colour of Google’s palette', () => {
    const luminance = (hex: string) => {
      const parts = [1, 3, 5].map((at) => {
        const value = parseInt(hex.slice(at, at + 2), 16) / 255;
        return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
      });
      const [red = 0, green = 0, blue = 0] = parts;
      return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
    };
    for (const { background = '', foreground } of Object.values(DEFAULT_PALETTE)) {
      const { contrastColor = '' } = withReadableText(background, foreground);
      const [light = 0, dark = 0] = [luminance(background), luminance(contrastColor)].sort(
        (a, b) => b - a,
      );
      expect((light + 0.05) / (dark + 0.05))
        .withContext(background)
        .toBeGreaterThanOrEqual(4.5);
    }
  });

  it('text colour: calendars have one too', () => {
    expect(CALENDAR?.contrastColor).toBe('#000000');
  });
});

describe('Private events', () => {
  const roleOf = (accessRole: string) =>
    toCalendar({ id: 'a@example.com', accessRole }, ['https://www.googleapis.com/auth/calendar']);
  const isEditable = (accessRole: string, visibility: string) =>
    toEvent(
      { id: 'e', start: { date: '2026-06-10' }, visibility },
      { ...CONTEXT, calendar: roleOf(accessRole) },
    )?.editable;

  it('event mapping: a private event is not editable with the role writerWithoutPrivateAccess', () => {
    expect(isEditable('writerWithoutPrivateAccess', 'private')).toBeFalse();
    expect(isEditable('writerWithoutPrivateAccess', 'confidential')).toBeFalse();
    expect(isEditable('writerWithoutPrivateAccess', 'default')).toBeTrue();
    expect(isEditable('writer', 'private')).toBeTrue();
  });
});

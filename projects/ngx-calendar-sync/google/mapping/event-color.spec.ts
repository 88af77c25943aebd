import type { GoogleEvent } from '../api/wire-types.generated';
import { toCalendar } from './calendar-mapping';
import { shownColors, USUAL_PALETTE, withReadableText } from './event-color';
import { type EventContext, toEvent } from './event-mapping';
import { patched, toPatch } from './event-patch';

const calendar = toCalendar(
  { id: 'a@example.com', backgroundColor: '#9fe1e7', foregroundColor: '#000000' },
  [],
);
const context: EventContext = {
  calendarId: 'a@example.com',
  calendar,
  palette: USUAL_PALETTE,
  labels: [{ id: 'label-1', name: 'Gym', backgroundColor: '#7986cb' }],
  timeZone: undefined,
};
const labelled: GoogleEvent = {
  id: 'e',
  start: { date: '2026-06-10' },
  eventLabelId: 'label-1',
};

describe('The label of an event', () => {
  it('is its colour, also before its colorId', () => {
    expect(toEvent(labelled, context)?.color).toBe('#7986cb');
    expect(toEvent({ ...labelled, colorId: '11' }, context)?.color).toBe('#7986cb');
  });

  it('that is not known leaves the colour to colorId, else to the calendar', () => {
    const others = { ...context, labels: [] };
    expect(toEvent({ ...labelled, colorId: '11' }, others)?.color).toBe('#dc2127');
    expect(toEvent(labelled, others)?.color).toBe('#9fe1e7');
  });

  it('is written where its colour is the nearest', () => {
    expect(toPatch({ color: '#7986cb' }, context)).toEqual({ eventLabelId: 'label-1' });
  });

  it('goes with the colour that is taken away', () => {
    expect(toPatch({ color: null }, context, labelled)).toEqual({
      colorId: null,
      eventLabelId: '',
    });
  });

  it('gives way to a colour of the palette in what is shown', () => {
    const patch = toPatch({ color: '#dc2127' }, context, labelled);
    expect(patch).toEqual({ colorId: '11' });
    expect(shownColors(patched(labelled, patch), context).color).toBe('#dc2127');
  });
});

describe('The text on an event', () => {
  it('is readable under the name that FullCalendar 7 reads, and under textColor', () => {
    const event = toEvent({ id: 'e', start: { date: '2026-06-10' } }, context);
    expect([event?.color, event?.textColor, event?.contrastColor]).toEqual([
      '#9fe1e7',
      '#000000',
      '#000000',
    ]);
  });

  it('is Google’s own where that can be read, else black or white', () => {
    expect(withReadableText('#a4bdfc', '#1d1d1d').contrastColor).toBe('#1d1d1d');
    expect(withReadableText('#dc2127', '#1d1d1d').contrastColor).toBe('#ffffff');
    expect(withReadableText('#9fe1e7', '#ffffff').contrastColor).toBe('#000000');
    expect(withReadableText('#616161', undefined).textColor).toBe('#ffffff');
  });

  it('has a contrast of 4.5 on every colour of Google’s palette', () => {
    const luminance = (hex: string) => {
      const parts = [1, 3, 5].map((at) => {
        const share = parseInt(hex.slice(at, at + 2), 16) / 255;
        return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
      });
      const [red = 0, green = 0, blue = 0] = parts;
      return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
    };
    for (const { background = '', foreground } of Object.values(USUAL_PALETTE)) {
      const { contrastColor = '' } = withReadableText(background, foreground);
      const [light = 0, dark = 0] = [luminance(background), luminance(contrastColor)].sort(
        (a, b) => b - a,
      );
      expect((light + 0.05) / (dark + 0.05))
        .withContext(background)
        .toBeGreaterThanOrEqual(4.5);
    }
  });

  it('is told of calendars as well', () => {
    expect(calendar?.contrastColor).toBe('#000000');
  });
});

describe('A private event', () => {
  const roleOf = (accessRole: string) =>
    toCalendar({ id: 'a@example.com', accessRole }, ['https://www.googleapis.com/auth/calendar']);
  const isEditable = (accessRole: string, visibility: string) =>
    toEvent(
      { id: 'e', start: { date: '2026-06-10' }, visibility },
      { ...context, calendar: roleOf(accessRole) },
    )?.editable;

  it('cannot be edited by a writer without private access', () => {
    expect(isEditable('writerWithoutPrivateAccess', 'private')).toBeFalse();
    expect(isEditable('writerWithoutPrivateAccess', 'confidential')).toBeFalse();
    expect(isEditable('writerWithoutPrivateAccess', 'default')).toBeTrue();
    expect(isEditable('writer', 'private')).toBeTrue();
  });
});

import {
  type ɵShownColors as ShownColors,
  ɵwithReadableText as withReadableText,
} from 'ngx-calendar-sync/core';
import type { GoogleColors, GoogleEvent, GoogleEventLabel } from 'ngx-calendar-sync/google/start';
import type { GoogleCalendar } from './google-calendar-event';

/** The colours of events by `colorId`, as Google's `colors.get` returns them. */
export type Palette = NonNullable<GoogleColors['event']>;

/** Where the colour of an event comes from. */
export interface ColorContext {
  readonly calendar: GoogleCalendar | undefined;
  readonly palette: Palette;
  /** The event labels of the calendar, if they are known. */
  readonly labels?: readonly GoogleEventLabel[];
}

const DEFAULT_FOREGROUND = '#1d1d1d';

/** The palette that Google uses for every account. It is used until `colors.get` has answered, so that no event waits. */
export const DEFAULT_PALETTE: Palette = Object.fromEntries(
  [
    ...['#a4bdfc', '#7ae7bf', '#dbadff', '#ff887c', '#fbd75b', '#ffb878'],
    ...['#46d6db', '#e1e1e1', '#5484ed', '#51b749', '#dc2127'],
  ].map((background, index) => [String(index + 1), { background, foreground: DEFAULT_FOREGROUND }]),
);

/** The colours of an event: those of its label, else of its `colorId`, else of its calendar. */
export function shownColors(resource: GoogleEvent, context: ColorContext): ShownColors {
  const { calendar, palette, labels = [] } = context;
  const { eventLabelId } = resource;
  const label = eventLabelId && labels.find(({ id }) => id === eventLabelId);
  const own =
    label && label.backgroundColor
      ? { background: label.backgroundColor, foreground: undefined }
      : palette[resource.colorId ?? ''];
  return own?.background
    ? withReadableText(own.background, own.foreground)
    : withReadableText(calendar?.color, calendar?.textColor);
}

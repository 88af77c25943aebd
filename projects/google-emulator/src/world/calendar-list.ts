import type { WireCalendarListEntry } from '../discovery/wire-types.generated.ts';
import type { SeedMembership } from '../seed/seed.ts';
import type { Revisions } from './revisions.ts';

/** One calendar in a user's calendar list, with the user's own settings for it. */
export interface ListedCalendar {
  readonly calendarId: string;
  readonly primary: boolean;
  readonly selected: boolean;
  readonly hidden: boolean;
  /** The user removed it from the list, or has lost access to it. */
  readonly deleted: boolean;
  readonly colorId?: string;
  /** Colours that the user chose in place of one of the palette. */
  readonly backgroundColor?: string;
  readonly foregroundColor?: string;
  readonly summaryOverride?: string;
  readonly defaultReminders?: NonNullable<WireCalendarListEntry['defaultReminders']>;
  readonly notificationSettings?: NonNullable<WireCalendarListEntry['notificationSettings']>;
}

/** A user's calendar list, by calendar id. */
export type CalendarList = Revisions<ListedCalendar>;

export function listedBySeed(calendarId: string, membership: SeedMembership): ListedCalendar {
  const { colorId, summaryOverride } = membership;
  return {
    calendarId,
    primary: membership.primary ?? false,
    selected: membership.selected ?? true,
    hidden: false,
    deleted: false,
    ...(colorId !== undefined && { colorId }),
    ...(summaryOverride !== undefined && { summaryOverride }),
  };
}

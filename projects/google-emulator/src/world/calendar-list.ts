import type { WireCalendarListEntry } from '../discovery/wire-types.generated.ts';
import type { SeedMembership } from '../seed/seed.ts';
import type { Revisions } from './revisions.ts';

/** What a user decides about a calendar in their list. */
export interface ListedCalendar {
  readonly calendarId: string;
  readonly primary: boolean;
  readonly selected: boolean;
  readonly hidden: boolean;
  /** Taken out of the list, or nothing that the user may see any more. */
  readonly deleted: boolean;
  readonly colorId?: string;
  /** Colours beside the palette, where the user chose some. */
  readonly backgroundColor?: string;
  readonly foregroundColor?: string;
  readonly summaryOverride?: string;
  readonly defaultReminders?: NonNullable<WireCalendarListEntry['defaultReminders']>;
  readonly notificationSettings?: NonNullable<WireCalendarListEntry['notificationSettings']>;
}

/** The calendars that a user sees beside each other, by their ids. */
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

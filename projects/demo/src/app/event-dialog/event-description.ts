import { descriptionText } from 'ngx-calendar-sync';
import type { AnyEvent } from '../accounts/any-account';

/** What the app shows of a description: never a calendar's markup. Outlook's are text, where a tag is what somebody has typed. */
export function eventDescription({ description = '', googleEvent }: AnyEvent): string {
  return googleEvent ? descriptionText(description) : description.trim();
}

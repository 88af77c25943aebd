import type { OutlookItemBody } from 'ngx-calendar-sync/outlook/start';

/** What Outlook puts around the part of the description by which one joins an online meeting. */
const MEETING_PART = /<div[^>]*\bclass="?[^">]*\bme-email-text\b|<[^>]*>\s*_{20,}/i;

/**
 * The description of an event with an online meeting, which ends when the part that Outlook has added is not written with it.
 * Where that part is not found, the earlier description stays below the new one: nobody loses a meeting by that.
 * @param html The body as it is stored, asked for as HTML. It is the organizer's own, and goes back to where it came from.
 * @see https://learn.microsoft.com/graph/api/event-update
 */
export function descriptionWithMeeting(description: string, html: string): OutlookItemBody {
  const at = html.search(MEETING_PART);
  const from = at >= 0 ? at : (/<body[^>]*>/i.exec(html)?.index ?? 0);
  const text = description ? `<div>${htmlOf(description)}</div>` : '';
  return {
    contentType: 'html',
    content: `<html><body>${text}${html.slice(from).replace(/^<body[^>]*>/i, '')}`,
  };
}

/** Calendar text is data: none of its characters becomes markup. */
function htmlOf(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll(/\r?\n/g, '<br>');
}

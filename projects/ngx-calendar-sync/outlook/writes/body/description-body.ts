import type { OutlookItemBody } from 'ngx-calendar-sync/outlook/start';

/** What Outlook puts around the part of the description by which one joins an online meeting. */
const MEETING_PART = /<div[^>]*\bclass="?[^">]*\bme-email-text\b|<[^>]*>\s*_{20,}/i;

/** The line above that part, in the description as text. */
const MEETING_PART_OF_TEXT = /\s*_{20,}[\s\S]*$/;

/**
 * The description of an event with an online meeting, which ends when the part that Outlook has added is not written with it.
 * Where that part is not found, the earlier description stays below the new one: nobody loses a meeting by that.
 * @param description As text; the part that Outlook has added may be in it, since it is in what was read.
 * @param html The body as it is stored, asked for as HTML. It is the organizer's own, and goes back to where it came from.
 * @see https://learn.microsoft.com/graph/api/event-update
 */
export function descriptionWithMeeting(description: string, html: string): OutlookItemBody {
  const at = html.search(MEETING_PART);
  const from = at >= 0 ? at : (/<body[^>]*>/i.exec(html)?.index ?? 0);
  const own = textWithoutMeeting(description);
  const text = own ? `<div>${htmlOf(own)}</div>` : '';
  return {
    contentType: 'html',
    content: `<html><body>${text}${html.slice(from).replace(/^<body[^>]*>/i, '')}`,
  };
}

/** The description of an online meeting without the part that Outlook has added. */
export function textWithoutMeeting(description: string): string {
  return description.replace(MEETING_PART_OF_TEXT, '');
}

/** The same as HTML; `undefined` where that part is not found, so that nobody is led to the old meeting. */
export function htmlWithoutMeeting(html: string): string | undefined {
  const at = html.search(MEETING_PART);
  return at >= 0 ? `${html.slice(0, at)}</body></html>` : undefined;
}

/** Calendar text is data: none of its characters becomes markup. */
function htmlOf(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll(/\r?\n/g, '<br>');
}

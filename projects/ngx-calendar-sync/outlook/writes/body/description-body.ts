import type { OutlookItemBody } from 'ngx-calendar-sync/outlook/start';

/** What Outlook puts around the part of the description by which one joins an online meeting. */
const MEETING_PART = /<div[^>]*\bclass="?[^">]*\bme-email-text\b/i;
/** Where it has nothing around it, it begins with a line of many of these; people draw lines of them, too. */
const LINE = '_'.repeat(20);

/**
 * The description of an event with an online meeting, which ends when the part that Outlook has added is not written with it.
 * Where that part is not found, the earlier description stays below the new one: nobody loses a meeting by that.
 * @param description As text; the part that Outlook has added may be in it, since it is in what was read.
 * @param html The body as it is stored, asked for as HTML. It is the organizer's own, and goes back to where it came from.
 * @param joinUrl The address of the meeting.
 * @see https://learn.microsoft.com/graph/api/event-update
 */
export function descriptionWithMeeting(
  description: string,
  html: string,
  joinUrl: string | undefined,
): OutlookItemBody {
  const at = meetingPartOf(html, joinUrl);
  const from = at >= 0 ? at : (/<body[^>]*>/i.exec(html)?.index ?? 0);
  const own = textWithoutMeeting(description, joinUrl);
  const text = own ? `<div>${htmlOf(own)}</div>` : '';
  return {
    contentType: 'html',
    content: `<html><body>${text}${html.slice(from).replace(/^<body[^>]*>/i, '')}`,
  };
}

/** The description of an online meeting without the part that Outlook has added; as it is where that is not found. */
export function textWithoutMeeting(description: string, joinUrl: string | undefined): string {
  const at = lineAbove(description, joinUrl);
  return at >= 0 ? description.slice(0, at).trimEnd() : description;
}

/** The same as HTML; `undefined` where that part is not found, so that nobody is led to the old meeting. */
export function htmlWithoutMeeting(html: string, joinUrl: string | undefined): string | undefined {
  const at = meetingPartOf(html, joinUrl);
  return at >= 0 ? `${html.slice(0, at)}</body></html>` : undefined;
}

function meetingPartOf(html: string, joinUrl: string | undefined): number {
  const at = html.search(MEETING_PART);
  if (at >= 0) {
    return at;
  }
  const line = lineAbove(html, joinUrl?.replaceAll('&', '&amp;'));
  // With the tag that it is in.
  return line >= 0 ? html.lastIndexOf('<', line) : -1;
}

/** Where the last line above the address of the meeting begins. */
function lineAbove(text: string, joinUrl: string | undefined): number {
  const end = joinUrl ? text.indexOf(joinUrl) : -1;
  let at = end >= 0 ? text.slice(0, end).lastIndexOf(LINE) : -1;
  while (at > 0 && text[at - 1] === '_') {
    at -= 1;
  }
  return at;
}

/** Calendar text is data: none of its characters becomes markup. */
function htmlOf(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll(/\r?\n/g, '<br>');
}

/** A link that is safe to follow: calendars may also hold `javascript:` and other addresses. */
export function webAddress(link: string | undefined): string | undefined {
  return link !== undefined && /^https?:\/\//i.test(link) ? link : undefined;
}

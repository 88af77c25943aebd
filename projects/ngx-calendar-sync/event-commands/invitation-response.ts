import { CalendarSyncError } from 'ngx-calendar-sync/base';

const RESPONSES = ['accepted', 'tentative', 'declined'];

/** @throws CalendarSyncError `invalid-request` for anything but the three answers, which a JavaScript app may pass */
export function checkResponse(response: string): void {
  if (!RESPONSES.includes(response)) {
    throw new CalendarSyncError(
      'invalid-request',
      `Answer an invitation with ${RESPONSES.join(', ')}, each as a text.`,
    );
  }
}

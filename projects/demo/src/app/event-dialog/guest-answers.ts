import type { Attendee, AttendeeResponse } from 'ngx-calendar-sync';

/** A guest's answer in words, and the path of its icon in a box of 16 by 16. */
export const GUEST_ANSWERS: Readonly<
  Record<AttendeeResponse, { readonly text: string; readonly icon: string }>
> = {
  accepted: { text: 'Coming', icon: 'M3.5 8.5l3 3 6-7' },
  tentative: { text: 'Maybe', icon: 'M5.5 6a2.5 2.5 0 1 1 3.6 2.2c-.7.4-1.1.9-1.1 1.8M8 12.5v.2' },
  declined: { text: 'Not coming', icon: 'M4 4l8 8M12 4l-8 8' },
  needsAction: { text: 'No answer yet', icon: 'M4 8h8' },
};

/** How many guests there are and what they have answered, as in `3 guests: 2 coming, 1 no answer yet`. */
export function guestsText(guests: readonly Attendee[]): string {
  const counts = Object.entries(GUEST_ANSWERS).flatMap(([response, { text }]) => {
    const count = guests.filter(({ responseStatus }) => responseStatus === response).length;
    return count > 0 ? [`${count} ${text.toLowerCase()}`] : [];
  });
  return `${guests.length === 1 ? '1 guest' : `${guests.length} guests`}: ${counts.join(', ')}`;
}

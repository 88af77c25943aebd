import type { Attendee, AttendeeResponse } from 'ngx-calendar-sync';
import { listText } from '../language/list-text';
import { pluralText } from '../language/plural-text';

/** A guest's answer in words, the forms of how many have given it, and the path of its icon in a box of 16 by 16. */
export const GUEST_ANSWERS: Readonly<
  Record<
    AttendeeResponse,
    { readonly text: string; readonly counted: string; readonly icon: string }
  >
> = {
  accepted: {
    text: $localize`:@@guests.accepted:Coming`,
    counted: $localize`:@@guests.countAccepted:other {# coming}`,
    icon: 'M3.5 8.5l3 3 6-7',
  },
  tentative: {
    text: $localize`:@@guests.tentative:Maybe`,
    counted: $localize`:@@guests.countTentative:other {# maybe}`,
    icon: 'M5.5 6a2.5 2.5 0 1 1 3.6 2.2c-.7.4-1.1.9-1.1 1.8M8 12.5v.2',
  },
  declined: {
    text: $localize`:@@guests.declined:Not coming`,
    counted: $localize`:@@guests.countDeclined:other {# not coming}`,
    icon: 'M4 4l8 8M12 4l-8 8',
  },
  needsAction: {
    text: $localize`:@@guests.needsAction:No answer yet`,
    counted: $localize`:@@guests.countNeedsAction:other {# no answer yet}`,
    icon: 'M4 8h8',
  },
};

/** How many guests there are and what they have answered, as in `3 guests: 2 coming, 1 no answer yet`. */
export function guestsText(guests: readonly Attendee[]): string {
  const counts = Object.entries(GUEST_ANSWERS).flatMap(([response, { counted }]) => {
    const count = guests.filter(({ responseStatus }) => responseStatus === response).length;
    return count > 0 ? [pluralText(counted, count)] : [];
  });
  const total = pluralText(
    $localize`:@@guests.count:one {# guest} other {# guests}`,
    guests.length,
  );
  return $localize`:@@guests.countAndAnswers:${total}:GUESTS:: ${listText(counts)}:ANSWERS:`;
}

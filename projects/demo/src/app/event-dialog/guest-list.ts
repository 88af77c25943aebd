import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import type { Attendee } from 'ngx-calendar-sync';
import { listText } from '../language/list-text';
import { pluralText } from '../language/plural-text';
import { GUEST_ANSWERS, guestsText } from './guest-answers';

/** The guests of an event, each with the answer and what was written with it. */
@Component({
  selector: 'app-guest-list',
  templateUrl: './guest-list.html',
  styleUrls: ['./guests.css', './guest-list.css'],
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class GuestList {
  readonly guests = input.required<readonly Attendee[]>();
  /** Whether the provider has sent only some of the guests, because there are too many. */
  readonly partial = input(false);

  readonly heading = computed(() => guestsText(this.guests()));
  readonly rows = computed(() =>
    this.guests().map((guest) => ({
      name: guest.displayName ?? (guest.email || $localize`:@@guests.somebody:Somebody`),
      address: guest.displayName === undefined ? undefined : guest.email,
      answer: GUEST_ANSWERS[guest.responseStatus],
      response: guest.responseStatus,
      comment: guest.comment,
      notes: notesOf(guest),
    })),
  );
}

function notesOf({ organizer, self, optional, resource, additionalGuests }: Attendee): string {
  const notes = [
    ...(organizer ? [$localize`:@@guests.organizer:Organizer`] : []),
    ...(self ? [$localize`:@@guests.you:You`] : []),
    ...(resource ? [$localize`:@@guests.room:Room`] : []),
    ...(optional ? [$localize`:@@guests.optional:Optional`] : []),
    ...(additionalGuests
      ? [pluralText($localize`:@@guests.additional:other {and # more}`, additionalGuests)]
      : []),
  ];
  return listText(notes);
}

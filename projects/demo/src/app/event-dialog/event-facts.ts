import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import type { GoogleCalendarEvent } from 'ngx-calendar-sync/google';

const answers: Readonly<Record<string, string>> = {
  accepted: 'Coming',
  declined: 'Not coming',
  tentative: 'Maybe',
  needsAction: 'No answer yet',
};

/** What an event has that this app shows and does not change: its guests, its series, its page at Google. */
@Component({
  selector: 'app-event-facts',
  templateUrl: './event-facts.html',
  styleUrl: './event-facts.css',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class EventFacts {
  readonly event = input.required<GoogleCalendarEvent>();

  readonly guests = computed(() =>
    (this.event().googleEvent.attendees ?? []).map((guest) => ({
      name: guest.displayName ?? guest.email ?? 'Somebody',
      answer: answers[guest.responseStatus ?? 'needsAction'] ?? 'No answer yet',
      organizer: guest.organizer ?? false,
    })),
  );
  readonly meeting = computed(() => webAddress(this.event().googleEvent.hangoutLink));
  readonly page = computed(() => webAddress(this.event().googleEvent.htmlLink));
}

function webAddress(link: string | undefined): string | undefined {
  return link !== undefined && /^https?:\/\//i.test(link) ? link : undefined;
}

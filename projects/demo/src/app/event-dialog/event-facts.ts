import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import type { GoogleCalendarEvent } from 'ngx-calendar-sync/google';

const ANSWER_TEXTS: Readonly<Record<string, string>> = {
  accepted: 'Coming',
  declined: 'Not coming',
  tentative: 'Maybe',
  needsAction: 'No answer yet',
};

/** The parts of an event that this app shows but cannot change: series, guests, video call and page at Google. */
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
      answer: ANSWER_TEXTS[guest.responseStatus ?? 'needsAction'] ?? 'No answer yet',
      organizer: guest.organizer ?? false,
    })),
  );
  readonly meetingLink = computed(() => webAddress(this.event().googleEvent.hangoutLink));
  readonly googleLink = computed(() => webAddress(this.event().googleEvent.htmlLink));
}

function webAddress(link: string | undefined): string | undefined {
  return link !== undefined && /^https?:\/\//i.test(link) ? link : undefined;
}

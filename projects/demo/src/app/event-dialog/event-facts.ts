import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import type { AnyEvent } from '../accounts/any-account';
import { webAddress } from './web-address';

/** The parts of an event that this app shows but cannot change: its series, and its page at its provider. */
@Component({
  selector: 'app-event-facts',
  templateUrl: './event-facts.html',
  styleUrl: './event-facts.css',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class EventFacts {
  readonly event = input.required<AnyEvent>();
  /** Whether it says that the event repeats, which a form shows in another way. */
  readonly series = input(true);
  readonly googleLink = computed(() => webAddress(this.event().htmlLink));
  readonly outlookLink = computed(() => webAddress(this.event().webLink));
}

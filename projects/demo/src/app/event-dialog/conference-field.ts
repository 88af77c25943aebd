import { ChangeDetectionStrategy, Component, computed, input, model } from '@angular/core';
import type { Conference } from 'ngx-calendar-sync';
import { isolated } from '../language/quoted';
import { ConferenceLink } from './conference-link';
import type { ConferenceChoice } from './event-form-value';

/** The video call of an event, with the button that adds or removes it when the event is saved. */
@Component({
  selector: 'app-conference-field',
  imports: [ConferenceLink],
  template: `
    <section aria-label="Video call" i18n-aria-label="@@eventDialog.videoCall">
      @if (existing(); as conference) {
        <app-conference-link [conference]="conference" />
      } @else if (choice() === 'create') {
        <p class="hint" i18n="@@conference.linkWhenSaved">Google makes the link when you save.</p>
      }
      <!-- One button, so that it keeps the focus when its label changes. -->
      <button type="button" class="button outlined" (click)="toggle()">{{ label() }}</button>
    </section>
  `,
  styles: `
    section {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      justify-content: space-between;
      gap: var(--space-2) var(--space-4);
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class ConferenceField {
  readonly choice = model.required<ConferenceChoice>();
  /** The video call that the event has. */
  readonly conference = input<Conference>();

  readonly existing = computed(() =>
    this.choice() === 'keep' || this.conference()?.status === 'failure'
      ? this.conference()
      : undefined,
  );
  readonly label = computed(() => {
    const name = isolated(this.conference()?.name ?? 'Google Meet');
    switch (this.choice()) {
      case 'keep':
        return $localize`:@@conference.remove:Remove ${name}:NAME:`;
      case 'create':
        return $localize`:@@conference.doNotAdd:Do not add Google Meet`;
      case 'none':
        return canKeep(this.conference())
          ? $localize`:@@conference.keep:Keep ${name}:NAME:`
          : $localize`:@@conference.add:Add Google Meet`;
    }
  });

  toggle(): void {
    const added = canKeep(this.conference()) ? 'keep' : 'create';
    this.choice.update((choice) => (choice === 'none' ? added : 'none'));
  }
}

/** One that has failed is no call: another one may be asked for. */
function canKeep(conference: Conference | undefined): boolean {
  return conference !== undefined && conference.status !== 'failure';
}

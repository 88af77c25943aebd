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
        <p class="hint" i18n="@@conference.linkWhenSaved">The link is made when you save.</p>
      }
      <!-- One button, so that it keeps the focus when its label changes. -->
      @if (isChangeable()) {
        <button type="button" class="button outlined" (click)="toggle()">{{ label() }}</button>
      }
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

  /** Which has meetings of its own, and cannot take one off an event. */
  readonly ofOutlook = input(false);
  readonly isChangeable = computed(() => !this.ofOutlook() || !canKeep(this.conference()));

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
        return this.ofOutlook()
          ? $localize`:@@conference.doNotAddMeeting:Do not add an online meeting`
          : $localize`:@@conference.doNotAdd:Do not add Google Meet`;
      case 'none':
        if (this.ofOutlook()) {
          return $localize`:@@conference.addMeeting:Add an online meeting`;
        }
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

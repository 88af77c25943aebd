import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import type { Conference } from 'ngx-calendar-sync';
import { isolated } from '../language/quoted';
import { webAddress } from './web-address';

/** The link of a video call, or how far Google is with making it. */
@Component({
  selector: 'app-conference-link',
  template: `
    @switch (conference().status) {
      @case ('pending') {
        <span class="pending" i18n="@@conference.pending"
          >{{ name() }}: the link is being created…</span
        >
      }
      @case ('failure') {
        <span class="failure" i18n="@@conference.failed"
          >{{ name() }}: the link could not be created.</span
        >
      }
      @default {
        @if (address(); as address) {
          <a class="button outlined" [href]="address" target="_blank" rel="noopener noreferrer">
            <svg viewBox="0 0 20 20" aria-hidden="true">
              <rect x="2.5" y="5" width="10" height="10" rx="2" />
              <path d="M12.5 9l5-3v8l-5-3" />
            </svg>
            <span i18n="@@conference.join">Join with {{ name() }}</span>
          </a>
        } @else {
          {{ name() }}
        }
      }
    }
  `,
  styles: `
    :host {
      min-width: 0;
      overflow-wrap: anywhere;
    }

    .pending {
      color: var(--text-quiet);
    }

    .failure {
      color: var(--danger);
    }
  `,
  host: { role: 'status' },
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class ConferenceLink {
  readonly conference = input.required<Conference>();
  readonly name = computed(() => isolated(this.conference().name ?? 'Google Meet'));
  readonly address = computed(() => webAddress(this.conference().uri));
}

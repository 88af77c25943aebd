import {
  afterNextRender,
  ChangeDetectionStrategy,
  Component,
  DestroyRef,
  type ElementRef,
  inject,
  input,
  type OnInit,
  output,
  viewChild,
} from '@angular/core';
import { type Toast, TOAST_DURATION_MS } from './toasts';

/** One message. Its time is paused while the pointer or the focus is on it. */
@Component({
  selector: 'app-toast-card',
  template: `
    <p>{{ toast().text }}</p>
    @if (toast().action; as action) {
      <button
        #actionButton
        type="button"
        class="toast-action"
        (click)="action.run(); dismissed.emit()"
      >
        {{ action.label }}
      </button>
    }
    <button
      type="button"
      class="toast-close"
      aria-label="Dismiss"
      i18n-aria-label="@@app.dismiss"
      (click)="dismissed.emit()"
    >
      <svg viewBox="0 0 16 16" aria-hidden="true"><path d="M4 4l8 8M12 4l-8 8" /></svg>
    </button>
  `,
  styleUrl: './toast-card.css',
  host: {
    '[class.problem]': "toast().kind === 'problem'",
    '(mouseenter)': 'pause()',
    '(mouseleave)': 'resume()',
    '(focusin)': 'pause()',
    '(focusout)': 'resume()',
    '(keydown.escape)': 'dismissed.emit()',
  },
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class ToastCard implements OnInit {
  readonly toast = input.required<Toast>();
  readonly dismissed = output();
  readonly actionButton = viewChild<ElementRef<HTMLElement>>('actionButton');
  #remainingMs = TOAST_DURATION_MS;
  #resumedAt = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    inject(DestroyRef).onDestroy(() => {
      this.pause();
    });
    afterNextRender(() => {
      if (this.toast().focus) {
        this.actionButton()?.nativeElement.focus();
      }
    });
  }

  ngOnInit(): void {
    this.resume();
  }

  pause(): void {
    if (this.#timer === undefined) {
      return;
    }
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#remainingMs -= Date.now() - this.#resumedAt;
  }

  resume(): void {
    if (this.#timer !== undefined || this.toast().kind === 'problem') {
      return;
    }
    this.#resumedAt = Date.now();
    this.#timer = setTimeout(() => {
      this.dismissed.emit();
    }, this.#remainingMs);
  }
}

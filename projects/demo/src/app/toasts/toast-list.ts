import { ChangeDetectionStrategy, Component, inject } from '@angular/core';
import { ToastCard } from './toast-card';
import { Toasts } from './toasts';

/** The messages. Their region exists from the start: screen readers read only what is added to a live region they know. */
@Component({
  selector: 'app-toast-list',
  imports: [ToastCard],
  template: `
    <section
      aria-label="Notifications"
      i18n-aria-label="@@toasts.notifications"
      aria-live="polite"
      aria-relevant="additions"
    >
      @for (toast of toasts.toasts(); track toast.id) {
        <app-toast-card [toast]="toast" (dismissed)="toasts.dismiss(toast.id)" />
      }
    </section>
  `,
  styleUrl: './toast-list.css',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class ToastList {
  readonly toasts = inject(Toasts);
}

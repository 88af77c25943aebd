import { ChangeDetectionStrategy, Component, inject } from '@angular/core';
import { ToastCard } from './toast-card';
import { Toasts } from './toasts';

/** The place of the messages. It is there from the start, so that what comes into it is read out. */
@Component({
  selector: 'app-toast-list',
  imports: [ToastCard],
  template: `
    <section aria-label="Notifications" aria-live="polite" aria-relevant="additions">
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

import { ChangeDetectionStrategy, Component } from '@angular/core';
import { RouterOutlet } from '@angular/router';
import { LeaveDialog } from './leave-dialog/leave-dialog';
import { WayChanged } from './sign-in-ways/way-changed';
import { ToastList } from './toasts/toast-list';
import { TourBar } from './tour-bar/tour-bar';

@Component({
  selector: 'app-root',
  imports: [LeaveDialog, RouterOutlet, ToastList, TourBar, WayChanged],
  template: `
    <a class="skip-link" href="#content" (click)="skip($event)" i18n="@@app.skipToContent"
      >Skip to the content</a
    >
    <div>
      <app-tour-bar />
      <app-way-changed />
    </div>
    <router-outlet />
    <app-toast-list />
    <app-leave-dialog />
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class App {
  /** Moves the focus by script: if the browser followed the link, the router would navigate to its fragment. */
  skip(event: Event): void {
    event.preventDefault();
    document.getElementById('content')?.focus();
  }
}

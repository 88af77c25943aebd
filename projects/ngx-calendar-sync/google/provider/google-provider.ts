import type { CalendarProvider } from 'ngx-calendar-sync';
import type { GoogleIdentity } from '../auth/google-identity';
import type { GoogleTypes } from '../mapping/google-calendar-event';

/** Google Calendar as one account sees it. */
export interface GoogleProvider extends CalendarProvider<GoogleTypes> {
  /** The same account, with what it has granted by now. */
  update(identity: GoogleIdentity): void;
}

import { DOCUMENT } from '@angular/common';
import { inject, InjectionToken } from '@angular/core';

/** Events out of which browsers let a window open. */
const GESTURES: readonly string[] = [
  'click',
  'dblclick',
  'auxclick',
  'mousedown',
  'mouseup',
  'pointerdown',
  'pointerup',
  'touchend',
  'keydown',
  'submit',
  'change',
  'drop',
];

/** Whether this very call comes out of a gesture of the user's, so that a window may open. */
export const IN_GESTURE = new InjectionToken<() => boolean>('ngx-calendar-sync in gesture', {
  providedIn: 'root',
  factory: () => {
    const window = inject(DOCUMENT).defaultView;
    return () => {
      // The only way to know the event from below; a promise that the app awaited first has lost it, as browsers see it.
      // eslint-disable-next-line @typescript-eslint/no-deprecated
      const event = window?.event;
      if (!event?.isTrusted || !GESTURES.includes(event.type)) {
        return false;
      }
      const { userActivation }: Partial<Pick<Navigator, 'userActivation'>> =
        window?.navigator ?? {};
      return userActivation?.isActive ?? true;
    };
  },
});

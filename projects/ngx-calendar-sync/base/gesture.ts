import { DOCUMENT } from '@angular/common';
import { inject, InjectionToken } from '@angular/core';

/** The types of events in whose handlers browsers allow a script to open a window. */
const GESTURE_EVENT_TYPES: readonly string[] = [
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

/** Whether the current call is made in the handler of a user's gesture, so that it may open a window. */
export const IN_GESTURE = new InjectionToken<() => boolean>('ngx-calendar-sync in gesture', {
  providedIn: 'root',
  factory: () => {
    const window = inject(DOCUMENT).defaultView;
    return () => {
      // There is no other way to learn of the event that an app's handler was called for. After an `await` it is
      // `undefined`; by then browsers may no longer allow a window either.
      // eslint-disable-next-line @typescript-eslint/no-deprecated
      const event = window?.event;
      if (!event?.isTrusted || !GESTURE_EVENT_TYPES.includes(event.type)) {
        return false;
      }
      const { userActivation }: Partial<Pick<Navigator, 'userActivation'>> =
        window?.navigator ?? {};
      return userActivation?.isActive ?? true;
    };
  },
});

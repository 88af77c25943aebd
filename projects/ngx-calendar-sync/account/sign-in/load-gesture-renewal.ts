import {
  type EnvironmentInjector,
  ErrorHandler,
  Injector,
  runInInjectionContext,
} from '@angular/core';
import { ɵorNotLoaded as orNotLoaded } from 'ngx-calendar-sync/base';
import type { Renewable } from './gesture-renewal';

/** Loads the code that renews an expired sign-in in the user's next click, and starts it for as long as the injector lives. */
export async function loadGestureRenewal(
  injector: EnvironmentInjector,
  signIn: Renewable,
): Promise<void> {
  try {
    const { GestureRenewal } = await orNotLoaded(import('./gesture-renewal'));
    if (!injector.destroyed) {
      runInInjectionContext(injector.get(Injector), () => new GestureRenewal(signIn));
    }
  } catch (error) {
    injector.get(ErrorHandler).handleError(error);
  }
}

import { type EnvironmentInjector, Injector, runInInjectionContext } from '@angular/core';
import { firstValueFrom } from 'rxjs';
import { ɵorNotLoaded as orNotLoaded, ɵWAKE as WAKE } from 'ngx-calendar-sync/base';
import type { Renewable } from './gesture-renewal';

/** Loads the code that renews an expired sign-in in the user's next click, and starts it for as long as the injector lives. */
export async function loadGestureRenewal(
  injector: EnvironmentInjector,
  signIn: Renewable,
): Promise<void> {
  const wake$ = injector.get(WAKE);
  const isOver = () => injector.destroyed;
  while (!isOver()) {
    try {
      const { GestureRenewal } = await orNotLoaded(import('./gesture-renewal'));
      if (!isOver()) {
        runInInjectionContext(injector.get(Injector), () => new GestureRenewal(signIn));
      }
      return;
    } catch {
      // Until it can be loaded, the app's own commands renew the sign-in.
      await firstValueFrom(wake$);
    }
  }
}

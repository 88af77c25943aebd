import { isPlatformBrowser } from '@angular/common';
import {
  DestroyRef,
  type EnvironmentProviders,
  inject,
  makeEnvironmentProviders,
  PLATFORM_ID,
  provideEnvironmentInitializer,
  type ProviderToken,
} from '@angular/core';

/** What works with the service of an app. */
interface UsingService<Service> {
  ɵuse(service: Service): void;
  ɵrelease(service: Service): void;
}

/** Lets it work with the service of the app, as long as the app lives. */
export function usingService<Service>(
  sync: UsingService<Service>,
  token: ProviderToken<Service>,
): EnvironmentProviders {
  return makeEnvironmentProviders([
    provideEnvironmentInitializer(() => {
      if (isPlatformBrowser(inject(PLATFORM_ID))) {
        const service = inject(token);
        sync.ɵuse(service);
        inject(DestroyRef).onDestroy(() => {
          sync.ɵrelease(service);
        });
      }
    }),
  ]);
}

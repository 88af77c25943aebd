import { HTTP_INTERCEPTORS, provideHttpClient, withInterceptorsFromDi } from '@angular/common/http';
import { createApplication } from '@angular/platform-browser';
import {
  MSAL_INSTANCE,
  MSAL_INTERCEPTOR_CONFIG,
  MsalBroadcastService,
  MsalInterceptor,
  MsalService,
} from '@azure/msal-angular';
import { InteractionType, PublicClientApplication } from '@azure/msal-browser';

const { injector } = await createApplication({
  providers: [
    provideHttpClient(withInterceptorsFromDi()),
    {
      provide: MSAL_INSTANCE,
      useFactory: () => new PublicClientApplication({ auth: { clientId: 'id' } }),
    },
    {
      provide: MSAL_INTERCEPTOR_CONFIG,
      useValue: {
        interactionType: InteractionType.Popup,
        protectedResourceMap: new Map([['https://graph.microsoft.com/', ['Calendars.ReadWrite']]]),
      },
    },
    { provide: HTTP_INTERCEPTORS, useClass: MsalInterceptor, multi: true },
    MsalService,
    MsalBroadcastService,
  ],
});
const msal = injector.get(MsalService);
msal.initialize().subscribe(() => msal.loginPopup().subscribe(console.log));

import { provideHttpClient } from '@angular/common/http';
import { createApplication } from '@angular/platform-browser';
import { OAuthService, provideOAuthClient } from 'angular-oauth2-oidc';

const { injector } = await createApplication({
  providers: [provideHttpClient(), provideOAuthClient()],
});
const oauth = injector.get(OAuthService);
oauth.configure({
  issuer: 'https://accounts.google.com',
  clientId: 'id',
  redirectUri: globalThis.location.origin,
  strictDiscoveryDocumentValidation: false,
});
await oauth.loadDiscoveryDocumentAndLogin();

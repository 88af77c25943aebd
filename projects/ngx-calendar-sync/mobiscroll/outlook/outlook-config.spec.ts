import { outlookEmulator } from 'ngx-calendar-sync/outlook';
import { CLIENT_ID, GRAPH_EMULATOR_URL } from '../../outlook/specs/outlook-app';
import { OutlookCalendarSync } from './outlook-calendar-sync';
import { outlookSetupOf } from './outlook-config';
import { MsalInSpec } from './specs/msal-in-spec';

describe('the configuration of outlookCalendarSync', () => {
  it('msal: its client is made with the app, the tenant and the page of the configuration', () => {
    const made: object[] = [];
    class PublicClientApplication extends MsalInSpec {
      constructor(configuration: object) {
        super('nobody@example.com');
        made.push(configuration);
      }
    }
    const library = { PublicClientApplication };
    const setup = outlookSetupOf({
      clientId: CLIENT_ID,
      msal: library,
      redirectUri: 'https://app.example/',
      pageSize: 10,
    });
    expect(made).toEqual([
      {
        auth: {
          clientId: CLIENT_ID,
          authority: 'https://login.microsoftonline.com/common',
          redirectUri: 'https://app.example/',
        },
      },
    ]);
    expect(Object.keys(setup).sort()).toEqual(['auth', 'clientId', 'redirectUri']);
    expect(() => outlookSetupOf({ msal: library })).toThrow(
      jasmine.objectContaining({ code: 'invalid-config' }),
    );
  });

  it('msal with endpoints: its client signs in at the host of the configuration, and trusts it', () => {
    const made: object[] = [];
    class PublicClientApplication extends MsalInSpec {
      constructor(configuration: object) {
        super('nobody@example.com');
        made.push(configuration);
      }
    }
    outlookSetupOf({
      clientId: CLIENT_ID,
      msal: { PublicClientApplication },
      tenant: 'organizations',
      endpoints: { identity: 'https://login.microsoftonline.us' },
    });
    expect(made).toEqual([
      {
        auth: {
          clientId: CLIENT_ID,
          authority: 'https://login.microsoftonline.us/organizations',
          knownAuthorities: ['login.microsoftonline.us'],
        },
      },
    ]);
  });

  it('without MSAL, redirectUri as with the plug-in: is refused, and the window of the sign-in does not open', async () => {
    const opened = spyOn(window, 'open');
    const endpoints = outlookEmulator(GRAPH_EMULATOR_URL);
    for (const redirectUri of [
      document.baseURI,
      location.href,
      new URL('./', document.baseURI).href,
    ]) {
      const sync = new OutlookCalendarSync();
      sync.init({ clientId: CLIENT_ID, endpoints, redirectUri });
      await expectAsync(sync.signIn()).toBeRejectedWith(
        jasmine.objectContaining({
          code: 'invalid-config',
          message: jasmine.stringContaining('outlook-redirect.html'),
        }),
      );
      await sync.ɵend();
    }
    expect(opened).not.toHaveBeenCalled();
  });

  it('without MSAL, redirectUri of a page that ends the sign-in, or with auth: redirect one of the app: is taken', () => {
    const page = { clientId: CLIENT_ID, redirectUri: 'outlook-redirect.html' };
    expect(outlookSetupOf(page)).toEqual(page);
    const left = { clientId: CLIENT_ID, auth: 'redirect', redirectUri: document.baseURI } as const;
    expect(outlookSetupOf(left)).toEqual(left);
  });
});

import {
  AuthError,
  PublicClientApplication,
  type AuthenticationResult,
  type Configuration,
} from '@azure/msal-browser';

/** What the page shows of a result: the tests read it. */
export interface Shown {
  readonly username?: string;
  readonly tenantId?: string;
  readonly homeAccountId?: string;
  readonly scopes?: readonly string[];
  readonly fromCache?: boolean;
  readonly accessToken?: string;
  /** Of a failure: the class of MSAL's error, its code, the suberror and the AADSTS number. */
  readonly error?: string;
}

/** The page has its settings from its own address, since a redirect comes back to it. */
const settings = new URLSearchParams(location.search);

async function start(): Promise<void> {
  const msal = new PublicClientApplication(configuration());
  await msal.initialize();
  const loginHint = settings.get('login_hint');
  const scopes = (settings.get('scopes') ?? '').split(' ');
  const request = { scopes, ...(loginHint !== null && { loginHint }) };
  const account = () => {
    const [first] = msal.getAllAccounts();
    return first ? { account: first } : {};
  };

  onClick('popup', async () => msal.loginPopup(request));
  onClick('redirect', async () => {
    await msal.loginRedirect(request);
    return null;
  });
  onClick('token', async () => msal.acquireTokenSilent({ ...request, ...account() }));
  onClick('renew', async () =>
    msal.acquireTokenSilent({ ...request, ...account(), forceRefresh: true }),
  );
  onClick('more', async () => msal.acquireTokenPopup({ ...request, ...account() }));
  onClick('sso', async () => msal.ssoSilent(request));
  onClick('logout-popup', async () => {
    await msal.logoutPopup(account());
    return null;
  });
  onClick('logout-redirect', async () => {
    await msal.logoutRedirect(account());
    return null;
  });

  try {
    show(await msal.handleRedirectPromise());
  } catch (error) {
    showError(error);
  }
}

function configuration(): Configuration {
  const authority = settings.get('authority') ?? '';
  return {
    auth: {
      clientId: settings.get('client_id') ?? '',
      authority,
      knownAuthorities: [new URL(authority).host],
      redirectUri: `${location.origin}/redirect`,
      postLogoutRedirectUri: `${location.origin}/redirect`,
    },
    cache: { cacheLocation: 'sessionStorage' },
  };
}

function onClick(id: string, work: () => Promise<AuthenticationResult | null>): void {
  const button = document.createElement('button');
  button.id = id;
  button.textContent = id;
  button.onclick = () => {
    output().value = '';
    work().then(show, showError);
  };
  document.body.append(button);
}

function show(result: AuthenticationResult | null): void {
  const shown: Shown = result
    ? {
        username: result.account.username,
        homeAccountId: result.account.homeAccountId,
        tenantId: result.tenantId,
        scopes: result.scopes,
        fromCache: result.fromCache,
        accessToken: result.accessToken,
      }
    : {};
  output().value = JSON.stringify(shown);
}

function showError(error: unknown): void {
  const shown: Shown = {
    error:
      error instanceof AuthError
        ? [
            error.name,
            error.errorCode,
            error.subError,
            /AADSTS\d+/.exec(error.errorMessage)?.[0] ?? '',
          ]
            .filter((part) => part !== '')
            .join(' ')
        : String(error),
  };
  output().value = JSON.stringify(shown);
}

function output(): HTMLOutputElement {
  const element = document.querySelector('output');
  if (!element) {
    throw new Error('The page has no output.');
  }
  return element;
}

void start();

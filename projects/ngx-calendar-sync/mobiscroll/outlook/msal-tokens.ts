import {
  DEFAULT_OUTLOOK_SCOPES,
  type OutlookGivenToken,
  type OutlookTokenGiver,
} from 'ngx-calendar-sync/outlook';

/** The `PublicClientApplication` of `@azure/msal-browser`, as far as it is needed here. */
export interface MsalClient {
  /** Prepares it; an instance that was prepared already does nothing. */
  initialize?(): Promise<void>;
  /** The account that was chosen last. */
  getActiveAccount(): object | null;
  /** The accounts that are signed in. */
  getAllAccounts(): readonly object[];
  /** Chooses an account. */
  setActiveAccount(account: object | null): void;
  /** A token without asking the user. */
  acquireTokenSilent(request: {
    /** What it is to be granted for. */
    readonly scopes: string[];
    /** Whose token it is to be; MSAL takes an account of its own alone. */
    readonly account?: never;
    /** Whether a token that MSAL has already will not do. */
    readonly forceRefresh?: boolean;
  }): Promise<MsalResult>;
  /** A token after asking the user, in a window. */
  acquireTokenPopup(request: {
    /** What it is to be granted for. */
    readonly scopes: string[];
    /** Whose token it is to be; without it, the user chooses. */
    readonly account?: never;
  }): Promise<MsalResult>;
  /** Forgets the accounts. */
  clearCache?(): Promise<void>;
}

/** What MSAL gives. */
export interface MsalResult {
  /** The token. */
  readonly accessToken: string;
  /** Until when it is valid. */
  readonly expiresOn: Date | null;
  /** What it was granted for. */
  readonly scopes: readonly string[];
  /** Whose token it is. */
  readonly account: object | null;
}

/** `@azure/msal-browser`, as far as it is needed here. */
export interface MsalLibrary {
  /** Its client. */
  readonly PublicClientApplication: new (configuration: {
    /** How it signs in. */
    readonly auth: {
      /** The app. */
      readonly clientId: string;
      /** Whose accounts may sign in, as an address. */
      readonly authority?: string;
      /** The hosts that may sign in besides Microsoft's own. */
      readonly knownAuthorities?: string[];
      /** The page that ends the sign-in. */
      readonly redirectUri?: string;
    };
  }) => MsalClient;
}

/** The tokens of an app that signs its users in by MSAL. */
export function msalTokens(client: MsalClient): OutlookTokenGiver {
  const initialized = client.initialize?.() ?? Promise.resolve();
  // Each request that waits for it is told.
  initialized.catch(() => undefined);
  const known = () => {
    const account = client.getActiveAccount() ?? client.getAllAccounts()[0];
    return account && { account: account as never };
  };
  const inWindow = async (scopes: string[]) => {
    // No `await` before this: browsers such as Safari block a window that does not open in the click itself.
    const result = await client.acquireTokenPopup({ scopes, ...known() });
    client.setActiveAccount(result.account);
    return given(result);
  };
  const silently = async (scopes: string[], forceRefresh: boolean) => {
    await initialized;
    const account = known();
    if (!account) {
      return null;
    }
    try {
      return given(await client.acquireTokenSilent({ scopes, ...account, forceRefresh }));
    } catch (error) {
      if (needsUser(error)) {
        return null;
      }
      throw error;
    }
  };
  return {
    getAccessToken: ({ scopes = DEFAULT_OUTLOOK_SCOPES, interactive, refused }) =>
      interactive ? inWindow([...scopes]) : silently([...scopes], refused !== undefined),
    signOut: () => client.clearCache?.() ?? Promise.resolve(),
  };
}

/** MSAL's class of this error is not there where the app has given its client alone. */
function needsUser(error: unknown): boolean {
  return error instanceof Error && error.name === 'InteractionRequiredAuthError';
}

function given({ accessToken, expiresOn, scopes }: MsalResult): OutlookGivenToken {
  return { token: accessToken, scopes, ...(expiresOn ? { expiresAt: expiresOn } : {}) };
}

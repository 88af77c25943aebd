import { control } from '../../../outlook/specs/outlook-app';
import type { MsalClient, MsalResult } from '../msal-tokens';

/** MSAL, which has to be initialized first, with a user who agrees to everything and whose tokens come from the emulator. */
export class MsalInSpec implements MsalClient {
  windows = 0;
  /** The account of the last window. */
  askedFor: object | undefined;
  #account: object | null = null;
  #isInitialized = false;

  constructor(readonly email: string) {}

  initialize(): Promise<void> {
    this.#isInitialized = true;
    return Promise.resolve();
  }

  getActiveAccount(): object | null {
    return this.#account;
  }

  getAllAccounts(): readonly object[] {
    return this.#account ? [this.#account] : [];
  }

  setActiveAccount(account: object | null): void {
    this.#account = account;
  }

  async acquireTokenSilent({ scopes }: { readonly scopes: string[] }): Promise<MsalResult> {
    if (!this.#isInitialized) {
      throw new Error('uninitialized_public_client_application');
    }
    const body = { email: this.email, scopes };
    const { access_token: accessToken } = await control<{ access_token: string }>('token', body);
    return { accessToken, scopes, expiresOn: new Date(Date.now() + 3_600_000), account: this };
  }

  acquireTokenPopup(request: {
    readonly scopes: string[];
    readonly account?: object;
  }): Promise<MsalResult> {
    this.windows += 1;
    this.askedFor = request.account;
    return this.acquireTokenSilent(request);
  }

  clearCache(): Promise<void> {
    this.#account = null;
    return Promise.resolve();
  }
}

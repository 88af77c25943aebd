import { TestBed } from '@angular/core/testing';
import { BehaviorSubject, catchError, firstValueFrom, NEVER, of, VirtualTimeScheduler } from 'rxjs';
import {
  CalendarSyncError,
  ɵCLOCK as CLOCK,
  ɵLOCAL_STORAGE as LOCAL_STORAGE,
  ɵTAB_CONNECTIONS as TAB_CONNECTIONS,
  ɵWAKE as WAKE,
} from 'ngx-calendar-sync/base';
import { ACCOUNT_PROVIDERS } from '../account-providers';
import type { AccessToken } from '../tokens/access-token';
import { AccessTokens } from '../tokens/access-tokens';
import type { AccountIdentity } from '../tokens/account-identity';
import type { TokenSource } from '../tokens/token-source';
import type { SignInConfig, SignInProvider } from './sign-in-provider';
import { SignInRunner } from './sign-in-runner';

const ADA = 'ada@example.com';
const EVE = 'eve@example.com';
const CONFIG: SignInConfig = { clientId: 'client', scopes: [], tokenWait: 30_000 };
const identityOf = (account: string): AccountIdentity => ({ account, grantedScopes: [] });
/** In this spec the value of a token is the account that the token is for. */
const tokenOf = (account: string, expiresAt: number): AccessToken => ({
  value: account,
  expiresAt,
  scopes: [],
});
const notCalled = () => Promise.reject(new Error('This spec does not call this.'));

function providerWith(source: TokenSource): SignInProvider<AccountIdentity, SignInConfig> {
  return {
    config: { current: CONFIG, load: () => Promise.resolve(CONFIG) },
    startsLazily: () => false,
    openSource: () => source,
    identities: {
      find: ({ value }) => Promise.resolve(identityOf(value)),
      remembered: (account) => account,
    },
    openForeignClient: () => undefined,
    foreignToken: () => Promise.resolve(undefined),
    missingScopes: () => [],
    notRenewableError: () => new CalendarSyncError('no-refresh-token', 'It cannot be renewed.'),
  };
}

describe('SignInRunner', () => {
  it('account-changed: a request that starts in place of one of the old account gets no token of the new one', async () => {
    TestBed.configureTestingModule({
      providers: [
        ...ACCOUNT_PROVIDERS,
        { provide: CLOCK, useValue: new VirtualTimeScheduler() },
        { provide: WAKE, useValue: NEVER },
        { provide: LOCAL_STORAGE, useValue: undefined },
        { provide: TAB_CONNECTIONS, useValue: undefined },
      ],
    });
    const provider = providerWith({
      ready$: new BehaviorSubject(true),
      late$: NEVER,
      renewsInWindow: false,
      cameBack: false,
      initialize: notCalled,
      // An app's own source may hand over a token that has expired already.
      restore: () => Promise.resolve({ token: tokenOf(ADA, 0) }),
      request: notCalled,
      renew: () => Promise.resolve(tokenOf(EVE, 3_600_000)),
      signOut: notCalled,
      disconnect: notCalled,
    });
    const runner = TestBed.runInInjectionContext(() => new SignInRunner(provider));
    const tokens = TestBed.inject(AccessTokens);
    tokens.events$.subscribe((event) => {
      runner.dispatch(event);
    });
    runner.open(CONFIG);
    runner.dispatch({ type: 'configured', remembered: identityOf(ADA) });
    const codes: string[] = [];
    const codeOf = (error: unknown) => {
      codes.push(CalendarSyncError.from(error).code);
    };
    const queued = firstValueFrom(
      tokens.valid().pipe(
        catchError((first: unknown) => {
          codeOf(first);
          return tokens.valid();
        }),
        catchError((second: unknown) => {
          codeOf(second);
          return of(undefined);
        }),
      ),
    );
    runner.dispatch({ type: 'search-due' });
    await runner.searched;
    await tokens.renew().catch(codeOf);

    expect(await queued).toBeUndefined();
    expect(codes).toEqual(['cancelled', 'signed-out', 'cancelled']);
    expect(runner.state.session?.identity.account).toBe(EVE);
    expect(tokens.current()?.value).toBe(EVE);
  });
});

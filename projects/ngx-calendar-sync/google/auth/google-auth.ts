import { isPlatformBrowser } from '@angular/common';
import { ErrorHandler, inject, Injectable, PLATFORM_ID } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import {
  BehaviorSubject,
  distinctUntilChanged,
  EMPTY,
  firstValueFrom,
  map,
  merge,
  type Observable,
  of,
  switchMap,
  timer,
} from 'rxjs';
import {
  CalendarSyncError,
  type CalendarSyncErrorCode,
  ɵCLOCK as CLOCK,
  ɵWAKE as WAKE,
} from 'ngx-calendar-sync';
import { CONFIG } from '../config/config-ref';
import { Diagnostics } from '../diagnostics/diagnostics';
import type { ResolvedConfig } from '../config/resolved-config';
import type { AccessToken } from './access-token';
import { AccessTokens, type Renewal } from './access-tokens';
import { GoogleApiClientToken } from './google-api-client';
import {
  type AuthSession,
  type AuthSituation,
  publishedState,
  signedInState,
} from './auth-session';
import type { GoogleAuthState, GoogleSignedIn } from './google-auth-state';
import { GoogleIdentities, type GoogleIdentity } from './google-identity';
import { sameScopes } from '../config/google-scopes';
import { RefreshTokenMemory } from './refresh-token-memory';
import { RememberedSession } from './remembered-session';
import { SharedSession, type SharedToken } from './shared-session';
import { expired, notReady, notRenewable, signedOut, signedOutMeanwhile } from './sign-in-error';
import type { TokenRequest, TokenSource } from './token-source';
import { TokenSources } from '../token-sources/token-sources';

/** What the network did at the start may pass; so may what kept a sign-out from the server. */
const TRANSIENT_ERROR_CODES: readonly CalendarSyncErrorCode[] = [
  'offline',
  'unavailable',
  'script-failed',
  'sign-out-pending',
];
/** Before a start that failed is tried again unasked. */
const RETRY_PAUSE_MS = 30_000;
/** A second call in this time is the same wish; a later one wants its window back. */
const SAME_WISH_MS = 2_000;

/** Signs in, follows the life of the token, and signs out. */
@Injectable()
export class GoogleAuth {
  readonly #config = inject(CONFIG);
  readonly #clock = inject(CLOCK);
  readonly #tokens = inject(AccessTokens);
  readonly #sources = inject(TokenSources);
  readonly #identities = inject(GoogleIdentities);
  readonly #shared = inject(SharedSession);
  readonly #remembered = inject(RememberedSession);
  readonly #refreshToken = inject(RefreshTokenMemory);
  readonly #diagnostics = inject(Diagnostics);
  readonly #gapi = inject(GoogleApiClientToken);
  readonly #errors = inject(ErrorHandler);
  readonly #wake$ = inject(WAKE);
  readonly #browser = isPlatformBrowser(inject(PLATFORM_ID));
  readonly #source = new BehaviorSubject<TokenSource | undefined>(undefined);
  readonly #state = new BehaviorSubject<AuthSituation>({ starting: true });
  #initializing: Promise<void> | undefined;
  #askedAt = 0;
  #claims = 0;

  readonly state$: Observable<GoogleAuthState> = this.#state.pipe(
    map((state) => publishedState(state, this.#config.current?.scopes ?? [])),
  );
  /** Whose data may be shown: it stays while a token is expired or renewed. */
  readonly identity$: Observable<GoogleIdentity | undefined> = this.#state.pipe(
    map(({ session }) => session?.identity),
    distinctUntilChanged(),
  );
  readonly ready$: Observable<boolean> = this.#source.pipe(
    switchMap((source) => source?.ready$ ?? of(false)),
    distinctUntilChanged(),
  );

  constructor() {
    this.#shared.mine = () => this.#mine();
    this.#shared.told$.pipe(takeUntilDestroyed()).subscribe((told) => {
      if (told) {
        this.#follow(told);
      } else {
        this.#leave();
      }
    });
    this.#tokens.renewed$.pipe(takeUntilDestroyed()).subscribe((token) => {
      this.#patchSession({ token, reason: undefined });
    });
    this.#tokens.ended$.pipe(takeUntilDestroyed()).subscribe((reason) => {
      this.#diagnostics.failed(reason);
      this.#patchSession({ token: undefined, reason });
    });
    this.#source
      .pipe(
        switchMap((source) => source?.late$ ?? EMPTY),
        takeUntilDestroyed(),
      )
      .subscribe((token) => {
        if (!this.#state.value.attempt) {
          this.#attempt(Promise.resolve(token)).catch(() => undefined);
        }
      });
    this.#state
      .pipe(
        map(({ error, reason }) =>
          [error, reason].some((failed) => failed && TRANSIENT_ERROR_CODES.includes(failed.code)),
        ),
        distinctUntilChanged(),
        switchMap((mayPass) =>
          mayPass ? merge(timer(RETRY_PAUSE_MS, RETRY_PAUSE_MS, this.#clock), this.#wake$) : EMPTY,
        ),
        takeUntilDestroyed(),
      )
      .subscribe(() => {
        this.#initializeOnce().catch(() => undefined);
      });
    this.#initializeOnce().catch((error: unknown) => {
      this.#tellDeveloper(error);
    });
  }

  /** Makes sign-in possible; to be called again after it failed. Under server rendering it waits for nothing. */
  initialize(): Promise<void> {
    const { error, session } = this.#state.value;
    if (error) {
      this.#patch({ starting: session === undefined, error: undefined });
    }
    return this.#initializeOnce();
  }

  #initializeOnce(): Promise<void> {
    if (!this.#browser) {
      return Promise.resolve();
    }
    this.#initializing ??= this.#initialize().finally(() => (this.#initializing = undefined));
    return this.#initializing;
  }

  /** Opens the window before it returns. */
  signIn(request: TokenRequest = {}): Promise<GoogleSignedIn> {
    return this.#ask(this.#wantedScopes, request);
  }

  /** Opens the window for more than was granted before it returns. */
  requestScopes(scopes: readonly string[]): Promise<GoogleSignedIn> {
    this.#patchSession({
      asked: [...new Set([...(this.#state.value.session?.asked ?? []), ...scopes])],
    });
    const granted = this.#state.value.session?.identity.grantedScopes ?? [];
    return this.#ask([...new Set([...this.#wantedScopes, ...granted, ...scopes])], {});
  }

  /** Opens the window before it returns, where a token cannot be had without; it asks for what was granted. */
  async renew(): Promise<GoogleSignedIn> {
    const { session } = this.#state.value;
    if (!session) {
      throw signedOut();
    }
    if (!this.#tokens.renewable) {
      return this.#ask(session.identity.grantedScopes, {});
    }
    await this.#tokens.renew();
    return this.#signedIn();
  }

  /** Whether a window that closes by itself would renew what has expired. */
  get expiredInWindow(): boolean {
    const { session, attempt } = this.#state.value;
    const source = this.#source.value;
    return (
      session !== undefined &&
      attempt === undefined &&
      source?.renewsInWindow === true &&
      source.ready$.value &&
      !this.#tokens.current()
    );
  }

  /** Ends the session in every tab. The grant stays, and with it the user's other devices. */
  async signOut(): Promise<void> {
    this.#leaveEverywhere();
    // Of a configuration that is still on its way: its session must not be restored either.
    const source = this.#source.value ?? this.#sources.of(await this.#config.load());
    await source.signOut().catch((error: unknown) => {
      this.#tellUntoldSignOut(error);
      throw error;
    });
  }

  /** Takes back the user's grant at Google, then signs out. */
  async disconnect(): Promise<void> {
    const source = this.#source.value;
    if (!source || !this.#state.value.session) {
      throw signedOut();
    }
    try {
      await source.disconnect(() => firstValueFrom(this.#tokens.valid()));
      this.#leaveEverywhere();
    } catch (error) {
      if (isSignOutPending(error)) {
        this.#leaveEverywhere();
        this.#tellUntoldSignOut(error);
      }
      throw error;
    }
  }

  async #initialize(): Promise<void> {
    try {
      const config = await this.#config.load();
      const source = this.#open(config);
      const ready = source.initialize(config);
      // A session that is there needs no window: it neither waits for the script nor fails with it.
      ready.catch((error: unknown) => {
        this.#patch({ error: CalendarSyncError.from(error) });
      });
      const reason = this.#tokens.current() ? undefined : await this.#restore(source, config);
      const { session, attempt, starting } = this.#state.value;
      if (!session?.token && !attempt) {
        // Whose session has expired is known before a window can open.
        if (reason) {
          this.#diagnostics.failed(reason);
        }
        this.#patch({ reason, starting: starting && session === undefined });
        this.#patchSession({ reason });
        await ready;
      }
      this.#patch({ starting: false, ...(source.ready$.value ? { error: undefined } : {}) });
    } catch (thrown) {
      const error = CalendarSyncError.from(thrown);
      this.#diagnostics.failed(error);
      this.#patch({ starting: false, error });
      if (!this.#state.value.session?.token) {
        this.#patchSession({ reason: error });
      }
      throw error;
    }
  }

  #open(config: ResolvedConfig): TokenSource {
    if (this.#source.value) {
      return this.#source.value;
    }
    if (config.clientId !== undefined) {
      this.#shared.join(config.clientId);
    }
    this.#gapi.initialize(config);
    this.#remembered.open(config);
    const { account } = this.#remembered;
    if (account) {
      this.#tokens.set(account.account, undefined);
      const identity = { ...account, calendarList: [] };
      this.#patch({ session: { identity, token: undefined, verified: false, asked: [] } });
    }
    const source = this.#sources.of(config);
    this.#source.next(source);
    return source;
  }

  /** Finds the session that is there already; else answers why there is none, where there is a reason. */
  async #restore(
    source: TokenSource,
    config: ResolvedConfig,
  ): Promise<CalendarSyncError | undefined> {
    const wanted = this.#claim();
    try {
      if (await source.finishSignOut?.()) {
        return undefined;
      }
    } catch (error) {
      if (isSignOutPending(error)) {
        return wanted() ? error : undefined;
      }
      throw error;
    }
    let reason: CalendarSyncError | undefined;
    const ways = [
      () => this.#ofAnotherTab(source),
      () => ({ token: source.cameBack ? undefined : (this.#remembered.token ?? this.#gapi.token) }),
      () => source.restore(config),
    ];
    for (const way of ways) {
      const found: { token?: AccessToken | undefined; reason?: CalendarSyncError } = await way();
      reason = found.reason;
      if (!found.token || !wanted()) {
        continue;
      }
      try {
        await this.#accept(found.token, wanted);
        return undefined;
      } catch (error) {
        if (!wanted()) {
          return undefined;
        }
        if (!isExpired(error)) {
          throw error;
        }
        reason = error;
      }
    }
    return wanted() ? reason : undefined;
  }

  async #ofAnotherTab(source: TokenSource): Promise<{ readonly token?: AccessToken }> {
    if (source.cameBack) {
      return {};
    }
    const theirs = await firstValueFrom(this.#shared.ask(), { defaultValue: undefined });
    this.#refreshToken.token ??= theirs?.refreshToken;
    return theirs ? { token: theirs.token } : {};
  }

  /** Another tab has a new token, or has signed in as somebody else. */
  #follow({ account, token, refreshToken }: SharedToken): void {
    this.#refreshToken.token = refreshToken;
    const { session } = this.#state.value;
    const known =
      session?.verified &&
      session.identity.account === account &&
      sameScopes(session.identity.grantedScopes, token.scopes);
    if (known) {
      this.#tokens.adopt(token, this.#renewal);
      return;
    }
    if (session && session.identity.account !== account) {
      this.#forget();
    }
    this.#accept(token, this.#claim()).catch(() => undefined);
  }

  #ask(scopes: readonly string[], request: TokenRequest): Promise<GoogleSignedIn> {
    const { attempt, session } = this.#state.value;
    const now = this.#clock.now();
    if (attempt && now - this.#askedAt < SAME_WISH_MS) {
      return attempt;
    }
    const source = this.#source.value;
    if (!source?.ready$.value) {
      return Promise.reject(this.#whyNotReady());
    }
    this.#askedAt = now;
    const hint = session ? ({ prompt: '', loginHint: session.identity.account } as const) : {};
    return this.#attempt(source.request(scopes, { ...hint, ...request }));
  }

  #attempt(answer: Promise<AccessToken>): Promise<GoogleSignedIn> {
    const attempt: Promise<GoogleSignedIn> = this.#complete(
      answer,
      () => this.#state.value.attempt === attempt,
    );
    this.#patch({ attempt, reason: undefined });
    return attempt;
  }

  /** `wanted` turns false when the user signs out meanwhile, or asks again. */
  async #complete(answer: Promise<AccessToken>, wanted: () => boolean): Promise<GoogleSignedIn> {
    try {
      await this.#accept(await answer, wanted);
      this.#patch({ attempt: undefined });
      this.#shared.tell();
      return this.#signedIn();
    } catch (thrown) {
      const error = CalendarSyncError.from(thrown);
      this.#diagnostics.failed(error);
      if (wanted()) {
        this.#patch({ attempt: undefined });
        this.#tokens.giveUp(error);
      }
      throw error;
    }
  }

  /** Nobody uses a token, and nobody's data is shown, before it is known whose it is. */
  async #accept(token: AccessToken, wanted: () => boolean): Promise<void> {
    const identity = await this.#identities.find(token);
    if (!wanted()) {
      throw signedOutMeanwhile();
    }
    const { session } = this.#state.value;
    const same = session?.identity.account === identity.account;
    // The requests of one account must not meet the token of another.
    if (session && !same) {
      this.#forget();
    }
    this.#tokens.set(identity.account, token, this.#renewal);
    this.#claim();
    const asked = same ? session.asked : [];
    const accepted = { identity, token, verified: true, asked };
    this.#patch({ session: accepted, reason: undefined });
    this.#remembered.keep(identity, token);
    this.#tellNotRenewable(token);
  }

  #tellNotRenewable({ notRenewable: reason }: AccessToken): void {
    const error = reason && notRenewable(reason);
    if (error) {
      this.#diagnostics.failed(error);
      this.#tellDeveloper(error);
    }
  }

  /** A mistake of the app's goes to its developer; what the network does is for the user, in the state. */
  #tellDeveloper(error: unknown): void {
    if (error instanceof CalendarSyncError && error.code === 'invalid-config') {
      this.#errors.handleError(error);
    }
  }

  /** Whatever else finds a session from now on, the last to claim it wins. */
  #claim(): () => boolean {
    const mine = (this.#claims += 1);
    return () => mine === this.#claims;
  }

  /** For the app to show, unless the user has signed in again meanwhile. */
  #tellUntoldSignOut(error: unknown): void {
    const { session, attempt } = this.#state.value;
    if (isSignOutPending(error) && !session && !attempt) {
      this.#diagnostics.failed(error);
      this.#patch({ reason: error });
    }
  }

  #leaveEverywhere(): void {
    this.#leave();
    this.#shared.tellSignedOut();
  }

  #leave(): void {
    this.#claim();
    this.#patch({ attempt: undefined });
    this.#forget();
    this.#refreshToken.token = undefined;
  }

  #forget(): void {
    this.#tokens.clear();
    this.#remembered.forget();
    this.#patch({ session: undefined, reason: undefined });
  }

  #mine(): SharedToken | undefined {
    const token = this.#tokens.current();
    const { session } = this.#state.value;
    if (!token || !session?.verified) {
      return undefined;
    }
    const { token: refreshToken } = this.#refreshToken;
    return {
      account: session.identity.account,
      token,
      ...(refreshToken === undefined ? {} : { refreshToken }),
    };
  }

  get #renewal(): Renewal | undefined {
    const renew = this.#source.value?.renew;
    return renew && ((refused) => this.#renewed(renew, refused));
  }

  /** The server's cookie, or the app, may have come to another account meanwhile: then the session does, too. */
  async #renewed(renew: Renewal, refused: string | undefined): Promise<AccessToken> {
    const claims = this.#claims;
    const wanted = () => claims === this.#claims;
    const token = await renew(refused);
    const { account } = await this.#identities.find(token);
    if (wanted() && account !== this.#state.value.session?.identity.account) {
      await this.#accept(token, wanted);
      this.#shared.tell();
    }
    return token;
  }

  get #wantedScopes(): readonly string[] {
    return this.#config.current?.scopes ?? [];
  }

  #whyNotReady(): CalendarSyncError {
    const { error, starting } = this.#state.value;
    if (error) {
      return notReady(error);
    }
    if (this.#config.current?.clientId || starting) {
      return notReady();
    }
    return new CalendarSyncError(
      'invalid-config',
      'Only public calendars can be read: signing in needs a clientId in the configuration.',
    );
  }

  #signedIn(): GoogleSignedIn {
    const state = signedInState(this.#state.value, this.#wantedScopes);
    if (state) {
      return state;
    }
    throw expired();
  }

  #patch(change: Partial<AuthSituation>): void {
    this.#state.next({ ...this.#state.value, ...change });
  }

  #patchSession(change: Partial<AuthSession>): void {
    const { session } = this.#state.value;
    if (!session) {
      return;
    }
    this.#patch({ session: { ...session, ...change } });
    if (change.token) {
      this.#remembered.keep(session.identity, change.token);
    }
  }
}

function isSignOutPending(error: unknown): error is CalendarSyncError {
  return error instanceof CalendarSyncError && error.code === 'sign-out-pending';
}

function isExpired(error: unknown): error is CalendarSyncError {
  return error instanceof CalendarSyncError && error.code === 'expired';
}

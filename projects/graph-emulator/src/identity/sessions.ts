import { randomBytes, randomUUID } from 'node:crypto';

/** How an account has signed in to a browser. */
export interface SignedIn {
  readonly userId: string;
  readonly hasSecondFactor: boolean;
}

/** The accounts that are signed in to one browser. */
export interface Session {
  /** The value of the browser's cookie. */
  readonly cookie: string;
  /** `session_state` of an answer: not secret, the same as long as the session lives. */
  readonly publicId: string;
  readonly accounts: Map<string, SignedIn>;
}

/** The sessions of all browsers. */
export class Sessions {
  private sessions = new Map<string, Session>();

  /** The browser's session, or an empty one that is kept as soon as somebody signs in. */
  of(cookie: string | undefined): Session {
    return (
      this.sessions.get(cookie ?? '') ?? {
        cookie: randomBytes(24).toString('base64url'),
        publicId: randomUUID(),
        accounts: new Map(),
      }
    );
  }

  signIn(session: Session, signedIn: SignedIn): void {
    session.accounts.set(signedIn.userId, signedIn);
    this.sessions.set(session.cookie, session);
  }

  /** Signs the account out of the browser, or all of them. */
  signOut(session: Session, userId?: string): void {
    if (userId === undefined) {
      session.accounts.clear();
    } else {
      session.accounts.delete(userId);
    }
  }

  /** Signs the account out of every browser. */
  signOutEverywhere(userId: string): void {
    for (const session of this.sessions.values()) {
      session.accounts.delete(userId);
    }
  }

  /** Copies all sessions. The answer puts them back, any number of times. */
  capture(): () => void {
    const saved = structuredClone(this.sessions);
    return () => {
      this.sessions = structuredClone(saved);
    };
  }

  clear(): void {
    this.sessions.clear();
  }
}

import type { Child } from '../testing/child.ts';
import { GoogleEmulator } from '../testing/google-emulator.ts';
import { APP } from '../testing/page.ts';
import { IMPLEMENTATIONS, type Implementation } from './implementations.ts';
import { Visitor } from './visitor.ts';

export const SECOND_APP = 'https://app.example.com';

/** The emulator and one server of each implementation that uses it as Google, shared by the specs of a suite. */
export interface Servers {
  readonly google: GoogleEmulator;
  /** The account of a user of the emulator. */
  readonly email: string;
  visitor(implementation: Implementation, origin?: string): Visitor;
  /** The address on which the implementation listens, without its path. */
  urlOf(implementation: Implementation): string;
  /** Everything that the implementation has logged so far. */
  logOf(implementation: Implementation): string;
}

/** Starts the servers before the specs of the suite and stops them after it. */
export function useServers(): Servers {
  let google: GoogleEmulator | undefined;
  let email = '';
  const children = new Map<Implementation, Child>();

  beforeAll(async () => {
    const emulator = await GoogleEmulator.start();
    google = emulator;
    email = await emulator.newUser();
    const environment = { ...emulator.environment, ALLOWED_ORIGINS: `${APP},${SECOND_APP}` };
    await Promise.all(
      IMPLEMENTATIONS.map(async (each) => children.set(each, await each.start(environment))),
    );
  }, 60_000);

  afterAll(async () => {
    await Promise.all([...children.values()].map((child) => child.stop()));
    await google?.stop();
  });

  function childOf(implementation: Implementation): Child {
    return running(children.get(implementation));
  }

  return {
    get google() {
      return running(google);
    },
    get email() {
      return email;
    },
    visitor: (implementation, origin) => {
      const { url } = childOf(implementation);
      return new Visitor(`${url}${implementation.path}`, implementation.mode, origin);
    },
    urlOf: (implementation) => childOf(implementation).url,
    logOf: (implementation) => childOf(implementation).output(),
  };
}

function running<T>(server: T | undefined): T {
  if (server === undefined) {
    throw new Error('The servers run only while specs run: call this within a spec.');
  }
  return server;
}

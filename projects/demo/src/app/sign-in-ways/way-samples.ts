import type { SignInWay } from '../config/sign-in-way';

/** The lines of configuration that make the difference, and the words of them that name the way. */
export interface WaySample {
  readonly setting: string;
  readonly code: string;
}

const CLIENT_ID = `clientId: 'YOUR_CLIENT_ID.apps.googleusercontent.com',`;

export const WAY_SAMPLES: Readonly<Record<SignInWay, WaySample>> = {
  server: {
    setting: `auth: 'server'`,
    code: `provideGoogleCalendarSync({
  ${CLIENT_ID}
  auth: 'server',
  tokenServer: '/api/google',
})`,
  },
  client: {
    setting: `auth: 'client'`,
    code: `provideGoogleCalendarSync(
  {
    ${CLIENT_ID}
    auth: 'client',
  },
  withGestureRenewal(),
)`,
  },
  redirect: {
    setting: `auth: 'redirect'`,
    code: `provideGoogleCalendarSync({
  ${CLIENT_ID}
  auth: 'redirect',
  tokenServer: '/api/google',
})`,
  },
  contract: {
    setting: `tokenMode: 'contract'`,
    code: `provideGoogleCalendarSync({
  ${CLIENT_ID}
  auth: 'server',
  tokenMode: 'contract',
  authUrl: 'https://api.example.com/auth',
  refreshUrl: 'https://api.example.com/refresh',
})`,
  },
  own: {
    setting: `auth: { getAccessToken }`,
    code: `provideGoogleCalendarSync(() => {
  const session = inject(MySession);
  return {
    auth: {
      getAccessToken: ({ interactive }) =>
        session.googleToken({ interactive }),
      signOut: () => session.signOut(),
    },
  };
})`,
  },
  none: {
    setting: `apiKey`,
    code: `provideGoogleCalendarSync({
  apiKey: 'YOUR_API_KEY',
})`,
  },
};

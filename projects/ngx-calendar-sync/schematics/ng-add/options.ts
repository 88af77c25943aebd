import { SchematicsException } from '@angular-devkit/schematics';

/** What `schema.json` describes. */
export interface NgAddOptions {
  readonly project?: string;
  readonly provider: 'google';
  readonly clientId: string;
  readonly auth: 'client' | 'server' | 'redirect';
  readonly tokenServer: string;
  readonly component: boolean;
}

/** What the library refuses as a sample, so that an app whose client ID was not filled in says so at its start. */
export const CLIENT_ID_PLACEHOLDER = 'YOUR_CLIENT_ID.apps.googleusercontent.com';

const CLIENT_ID = /^[\w.-]+\.apps\.googleusercontent\.com$/;
/** Two slashes, or what a browser reads as two, would begin with the name of a host. */
const PATH = /^\/(?![/\\])\S*$/;

/**
 * The client ID without spaces around it, or the placeholder where none was given.
 *
 * @throws SchematicsException for what is no client ID. The message does not repeat it: it may be a secret.
 */
export function readClientId({ clientId }: NgAddOptions): string {
  const text = clientId.trim();
  if (text !== '' && !CLIENT_ID.test(text)) {
    throw new SchematicsException(
      'That is no OAuth client ID: one ends in .apps.googleusercontent.com. You find yours at ' +
        'https://console.cloud.google.com/apis/credentials. Run ng add again, with that one or ' +
        'with none, to start with the emulator.',
    );
  }
  return text || CLIENT_ID_PLACEHOLDER;
}

/**
 * The HTTP URL of the token server without a slash at its end, or its path on the origin of the app.
 *
 * @throws SchematicsException for what is neither.
 */
export function readTokenServer({ tokenServer }: NgAddOptions): string {
  const text = tokenServer.trim();
  if (PATH.test(text)) {
    return text.replace(/(.)\/$/, '$1');
  }
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url?.protocol !== 'https:' && url?.protocol !== 'http:') {
    throw new SchematicsException(
      `--token-server ${text} is no URL. Give the address of your google-calendar-token-server, ` +
        'such as https://app.example.com/google, or its path on the origin of your app, such as /api/google.',
    );
  }
  return url.href.replace(/\/$/, '');
}

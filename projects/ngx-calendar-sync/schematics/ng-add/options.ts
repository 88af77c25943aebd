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
        'https://console.cloud.google.com/apis/credentials; leave it out to start with the emulator.',
    );
  }
  return text || CLIENT_ID_PLACEHOLDER;
}

/** @throws SchematicsException for what is no HTTP URL. */
export function readTokenServer({ tokenServer }: NgAddOptions): string {
  const url = URL.canParse(tokenServer) ? new URL(tokenServer) : undefined;
  if (url?.protocol !== 'https:' && url?.protocol !== 'http:') {
    throw new SchematicsException(
      `--token-server ${tokenServer} is no URL. Give the address of your google-calendar-token-server, ` +
        'such as https://app.example.com/google.',
    );
  }
  return url.href.replace(/\/$/, '');
}

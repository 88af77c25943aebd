// @ts-check
/* global HTMLScriptElement, URLSearchParams, addEventListener, clearInterval, crypto, document, location */
/* global outerHeight, outerWidth, removeEventListener, screenX, screenY, setInterval, setTimeout, window */
/*
 * Emulates `google.accounts.oauth2` of Google Identity Services. Sign-in windows open at the emulator that served this
 * script. The file is served as it is, without a build; TypeScript checks it against @types/google.accounts.
 */
(() => {
  const script = document.currentScript;
  if (!(script instanceof HTMLScriptElement)) {
    throw new Error('gsi/client must be loaded by a script element of its own');
  }
  const emulator = new URL(script.src).origin;
  const POPUP_SIZE = { width: 500, height: 640 };
  const POLL_MS = 200;

  /**
   * @typedef {google.accounts.oauth2.TokenResponse} TokenResponse
   * @typedef {google.accounts.oauth2.CodeResponse} CodeResponse
   * @typedef {google.accounts.oauth2.TokenClientConfig} TokenClientConfig
   * @typedef {google.accounts.oauth2.CodeClientConfig} CodeClientConfig
   * @typedef {google.accounts.oauth2.OverridableTokenClientConfig} OverridableTokenClientConfig
   * @typedef {google.accounts.oauth2.ClientConfigError['type']} WindowErrorType
   * @typedef {Record<string, string>} Fields Parameters of the authorization response.
   */

  /**
   * @param {Record<string, string | undefined>} parameters
   * @returns {string}
   */
  function authorizeUrl(parameters) {
    const url = new URL('/o/oauth2/v2/auth', emulator);
    url.searchParams.set('gsiwebsdk', '3');
    for (const [name, value] of Object.entries(parameters)) {
      if (value !== undefined) {
        url.searchParams.set(name, value);
      }
    }
    return url.href;
  }

  /**
   * Google's script asks for an answer by `postMessage` with such a redirect URI. The channel is random, so that no other
   * page can guess it.
   *
   * @returns {string}
   */
  function relayUri(/** @type {string} */ channel) {
    return `storagerelay://${location.protocol.slice(0, -1)}/${location.host}?id=${channel}`;
  }

  /** @returns {string} */
  function newChannel() {
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    return `auth${Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')}`;
  }

  /** @returns {string} Features for `window.open` that centre the window over this one. */
  function centredWindowFeatures() {
    const left = Math.round(screenX + (outerWidth - POPUP_SIZE.width) / 2);
    const top = Math.round(screenY + (outerHeight - POPUP_SIZE.height) / 2);
    return `popup,width=${POPUP_SIZE.width},height=${POPUP_SIZE.height},left=${left},top=${top}`;
  }

  /**
   * Opens the window synchronously: browsers block windows that are not opened within the user's click.
   *
   * @param {Record<string, string | undefined>} parameters
   * @param {(fields: Fields) => void} onAnswer
   * @param {(type: WindowErrorType) => void} onError
   */
  function openWindow(parameters, onAnswer, onError) {
    const channel = newChannel();
    const popup = window.open(
      authorizeUrl({ ...parameters, redirect_uri: relayUri(channel) }),
      `g_auth_token_window_${channel}`,
      centredWindowFeatures(),
    );
    if (!popup) {
      // Google's script calls back after requestAccessToken has returned.
      setTimeout(() => onError('popup_failed_to_open'));
      return;
    }
    const stop = () => {
      clearInterval(poll);
      removeEventListener('message', onMessage);
    };
    const onMessage = (/** @type {MessageEvent} */ event) => {
      const isMine =
        event.origin === emulator &&
        event.source === popup &&
        event.data?.type === 'google-oauth-answer' &&
        event.data.channel === channel;
      if (isMine) {
        stop();
        popup.close();
        onAnswer(event.data.fields);
      }
    };
    let wasClosed = false;
    const poll = setInterval(() => {
      // A window that answers and closes at once may be seen closed before its message arrives: wait one more round.
      if (wasClosed) {
        stop();
        onError('popup_closed');
      }
      wasClosed = popup.closed;
    }, POLL_MS);
    addEventListener('message', onMessage);
  }

  /**
   * @param {WindowErrorType} type
   * @returns {google.accounts.oauth2.ClientConfigError}
   */
  function windowError(type) {
    const messages = {
      popup_failed_to_open: 'Failed to open popup window on url. Maybe blocked by the browser?',
      popup_closed: 'Popup window closed',
      unknown: 'Unknown error',
    };
    return Object.assign(new Error(messages[type]), { type });
  }

  /**
   * @param {{client_id?: string, scope?: string, callback?: unknown}} config
   * @param {boolean} needsCallback
   */
  function assertConfig(config, needsCallback) {
    if (!config.client_id) {
      throw new Error('Missing required parameter client_id.');
    }
    if (!config.scope) {
      throw new Error('Missing required parameter scope.');
    }
    if (needsCallback && typeof config.callback !== 'function') {
      throw new Error('Missing required parameter callback.');
    }
  }

  /** @returns {string} */
  function flag(/** @type {boolean | undefined} */ value) {
    return String(value ?? true);
  }

  /**
   * @param {TokenClientConfig} config
   * @returns {google.accounts.oauth2.TokenClient}
   */
  function initTokenClient(config) {
    assertConfig(config, true);
    return {
      requestAccessToken: (override = {}) => {
        const hint = override.login_hint ?? override.hint ?? config.login_hint ?? config.hint;
        openWindow(
          {
            client_id: config.client_id,
            response_type: 'token',
            scope: override.scope ?? config.scope,
            prompt: override.prompt ?? config.prompt ?? 'select_account',
            login_hint: hint,
            hd: config.hd ?? config.hosted_domain,
            state: override.state ?? config.state,
            include_granted_scopes: flag(
              override.include_granted_scopes ?? config.include_granted_scopes,
            ),
          },
          (fields) => config.callback(tokenResponse(fields)),
          (type) => config.error_callback?.(windowError(type)),
        );
      },
    };
  }

  /**
   * Google's script answers `expires_in` as a number, although its types say string.
   *
   * @param {Fields} fields
   * @returns {TokenResponse}
   */
  function tokenResponse(fields) {
    const response = /** @type {unknown} */ (
      fields['expires_in'] === undefined
        ? { ...fields }
        : { ...fields, expires_in: Number(fields['expires_in']) }
    );
    return /** @type {TokenResponse} */ (response);
  }

  /**
   * @param {CodeClientConfig} config
   * @returns {google.accounts.oauth2.CodeClient}
   */
  function initCodeClient(config) {
    const isRedirect = config.ux_mode === 'redirect';
    assertConfig(config, !isRedirect);
    const parameters = {
      client_id: config.client_id,
      response_type: 'code',
      scope: config.scope,
      access_type: 'offline',
      prompt: config.select_account ? 'select_account consent' : 'consent',
      login_hint: config.login_hint ?? config.hint,
      hd: config.hd ?? config.hosted_domain,
      state: config.state,
      include_granted_scopes: flag(config.include_granted_scopes),
    };
    return {
      requestCode: () => {
        if (isRedirect) {
          const here = location.origin + location.pathname;
          location.assign(
            authorizeUrl({ ...parameters, redirect_uri: config.redirect_uri ?? here }),
          );
          return;
        }
        openWindow(
          parameters,
          (fields) =>
            config.callback?.(/** @type {CodeResponse} */ (/** @type {unknown} */ ({ ...fields }))),
          (type) => config.error_callback?.(windowError(type)),
        );
      },
    };
  }

  /** @returns {Set<string>} */
  function grantedScopes(/** @type {TokenResponse} */ response) {
    return new Set((response?.scope ?? '').split(' '));
  }

  /** @type {typeof google.accounts.oauth2} */
  const oauth2 = {
    initTokenClient,
    initCodeClient,

    hasGrantedAllScopes(response, first, ...rest) {
      const granted = grantedScopes(response);
      return [first, ...rest].every((scope) => granted.has(scope));
    },

    hasGrantedAnyScope(response, first, ...rest) {
      const granted = grantedScopes(response);
      return [first, ...rest].some((scope) => granted.has(scope));
    },

    revoke(accessToken, done) {
      // The types declare a callback without an argument; Google's script passes the result.
      const callback = /** @type {((result: object) => void) | undefined} */ (done);
      fetch(new URL('/revoke', emulator), {
        method: 'POST',
        body: new URLSearchParams({ token: accessToken }),
      })
        .then(async (response) =>
          response.ok ? { successful: true } : { successful: false, ...(await response.json()) },
        )
        .catch(() => ({
          successful: false,
          error: 'network_error',
          error_description: 'The revocation endpoint cannot be reached.',
        }))
        .then((result) => callback?.(result));
    },
  };

  const scope = /** @type {{ google?: { accounts?: object } }} */ (
    /** @type {unknown} */ (globalThis)
  );
  scope.google ??= {};
  scope.google.accounts = { ...scope.google.accounts, oauth2 };
})();

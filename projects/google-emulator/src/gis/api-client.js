// @ts-check
/* global HTMLScriptElement, document, setTimeout, window */
/*
 * The part of Google's api.js that keeps a token and sends requests with it: `gapi.load` and `gapi.client`. Requests go
 * to the emulator that served this script.
 */
(() => {
  const script = document.currentScript;
  if (!(script instanceof HTMLScriptElement)) {
    throw new Error('api.js must be loaded by a script element of its own');
  }
  const emulator = new URL(script.src).origin;
  /** @type {{access_token: string} | null} */
  let currentToken = null;

  const client = {
    getToken: () => currentToken,
    /** @param {{access_token: string} | null} token */
    setToken: (token) => {
      currentToken = token;
    },
    /** @param {{path: string, method?: string, body?: unknown}} request */
    request: async ({ path, method = 'GET', body }) => {
      const response = await fetch(new URL(path, emulator), {
        method,
        headers: {
          ...(currentToken ? { Authorization: `Bearer ${currentToken.access_token}` } : {}),
          ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      const text = await response.text();
      const answer = {
        status: response.status,
        body: text,
        result: text ? JSON.parse(text) : false,
      };
      if (!response.ok) {
        throw answer;
      }
      return answer;
    },
  };

  /** @type {{client?: typeof client, load: (library: string, done: {callback: () => void}) => void}} */
  const gapi = {
    load: (_library, { callback }) => {
      gapi.client = client;
      setTimeout(callback);
    },
  };
  Object.assign(window, { gapi });
})();

// @ts-check
/* global HTMLScriptElement, document, setTimeout, window */
/*
 * gapi as Google's api.js leaves it, as far as its client keeps a token and sends requests with it, against the emulator
 * that this script came from.
 */
(() => {
  const script = document.currentScript;
  if (!(script instanceof HTMLScriptElement)) {
    throw new Error('api.js must be loaded by a script element of its own');
  }
  const emulator = new URL(script.src).origin;
  /** @type {{access_token: string} | null} */
  let held = null;

  const client = {
    getToken: () => held,
    /** @param {{access_token: string} | null} token */
    setToken: (token) => {
      held = token;
    },
    /** @param {{path: string, method?: string, body?: unknown}} request */
    request: async ({ path, method = 'GET', body }) => {
      const response = await fetch(new URL(path, emulator), {
        method,
        headers: {
          ...(held ? { Authorization: `Bearer ${held.access_token}` } : {}),
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

interface TrustedTypes {
  createPolicy(name: 'default', rules: { createScriptURL(url: string): string }): unknown;
}

/** Starts the worker of the local copy. */
export function startCalendarSyncWorker(): Worker {
  allowOwnScripts();
  return new Worker(new URL('./calendar-sync.worker', import.meta.url), { type: 'module' });
}

/**
 * Where the Content Security Policy requires Trusted Types, `new Worker` takes a URL from a policy alone, while bundlers
 * find only the worker that is given by `new URL(…)`: so the default policy lets scripts of this origin pass.
 */
function allowOwnScripts(): void {
  const { trustedTypes } = globalThis as { readonly trustedTypes?: TrustedTypes };
  try {
    trustedTypes?.createPolicy('default', {
      createScriptURL: (url) => {
        if (new URL(url, location.href).origin !== location.origin) {
          throw new TypeError('The script is of another origin.');
        }
        return url;
      },
    });
  } catch {
    // It is there already: the worker of another account was started before.
  }
}

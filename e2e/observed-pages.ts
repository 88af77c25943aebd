import type { BrowserContext } from '@playwright/test';

/** The errors that the pages have logged, and the origins of their requests. */
export interface Observed {
  /** Includes violations of the Content Security Policy. */
  readonly errors: readonly string[];
  readonly origins: ReadonlySet<string>;
}

/** Observes all pages that are opened from now on. */
export async function observe(context: BrowserContext): Promise<Observed> {
  const observed = { errors: [] as string[], origins: new Set<string>() };
  context.on('console', (message) => {
    if (message.type() === 'error') {
      observed.errors.push(message.text());
    }
  });
  context.on('request', (request) => {
    const { protocol, origin } = new URL(request.url());
    if (protocol.startsWith('http')) {
      observed.origins.add(origin);
    }
  });
  await context.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) => {
      console.error(`securitypolicyviolation ${violatedDirective} ${blockedURI}`);
    });
  });
  return observed;
}

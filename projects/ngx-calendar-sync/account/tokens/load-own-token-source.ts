import type { OwnTokenSource } from './own-token-source';

/** Loads the code for apps that sign in by themselves: the others do not need it. */
export async function loadOwnTokenSource(): Promise<typeof OwnTokenSource> {
  const { OwnTokenSource } = await import('./own-token-source');
  return OwnTokenSource;
}

import type { ResolvedOutlookConfig } from '../config/resolved-outlook-config';

/**
 * The address at which Microsoft ends its session with the browser.
 * @param comesBackTo A registered redirect URI; without one, Microsoft's own page says that the user is signed out.
 * @see https://learn.microsoft.com/entra/identity-platform/v2-protocols-oidc#send-a-sign-out-request
 */
export function logoutUrl(
  { endpoints, tenant }: ResolvedOutlookConfig,
  comesBackTo?: string,
): string {
  const query =
    comesBackTo === undefined
      ? ''
      : `?${new URLSearchParams({ post_logout_redirect_uri: comesBackTo }).toString()}`;
  return `${endpoints.identity}/${tenant}/oauth2/v2.0/logout${query}`;
}

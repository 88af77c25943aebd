/**
 * What Microsoft's documentation does not settle, or what differs between its servers. The defaults are the documented ones;
 * a client should be right with every value.
 */
export interface IdentityBehaviour {
  /** The `error` of `prompt=none` if consent is missing. Documented for Entra is `interaction_required`; OpenID Connect has `consent_required`. */
  silentConsentError: 'interaction_required' | 'consent_required';
  /** The `error` of a refresh that needs a second factor. It is `invalid_grant` with the suberror `basic_action` in other traces. */
  secondFactorError: 'interaction_required' | 'invalid_grant';
  /** The `error` that the app gets if only an administrator may consent. */
  adminConsentError: 'access_denied' | 'consent_required' | 'interaction_required';
  /** What a dead grant of a personal account is called: no page says whether it has the codes of work accounts. */
  personalGrantError: 'same as work' | 'AADSTS70000';
  /** Whether a password change ends access tokens too, as continuous access evaluation does for some resources. */
  revokesAccessTokens: boolean;
  /** Whether the answer to a single-page app has `refresh_token_expires_in`, which MSAL reads if it is there. */
  tellsRefreshTokenLifetime: boolean;
  /** The lifetime of an access token is drawn at random from this range (configurable-token-lifetimes: 60 to 90 minutes). */
  accessTokenLifetimeS: {
    /** Seconds. */
    readonly min: number;
    /** Seconds. */
    readonly max: number;
  };
}

export const DOCUMENTED_BEHAVIOUR: Readonly<IdentityBehaviour> = {
  silentConsentError: 'interaction_required',
  secondFactorError: 'interaction_required',
  adminConsentError: 'access_denied',
  personalGrantError: 'same as work',
  revokesAccessTokens: false,
  tellsRefreshTokenLifetime: false,
  accessTokenLifetimeS: { min: 3600, max: 5400 },
};

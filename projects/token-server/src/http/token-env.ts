/** What travels with a request inside the app. */
export interface TokenEnv {
  Variables: {
    /** The page that asks, by an origin of the list. */
    page: URL;
    /** The fields that it sent. */
    form: URLSearchParams;
    /** Code of an error, for the log. */
    outcome: string | undefined;
  };
}

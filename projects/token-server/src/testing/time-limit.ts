/** Generous, so that a busy machine fails nothing: each spec waits for a state, and ends with it. */
jasmine.DEFAULT_TIMEOUT_INTERVAL = 30_000;

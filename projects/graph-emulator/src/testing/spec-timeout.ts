/** Specs wait for the state that they assert. This only ends one that hangs, so it is long enough for a busy machine. */
const SPEC_TIMEOUT_MS = 120_000;

jasmine.DEFAULT_TIMEOUT_INTERVAL = SPEC_TIMEOUT_MS;

/** Specs wait for states, not for times: this limit only ends a spec that hangs, and leaves room for a busy machine. */
const SPEC_TIMEOUT_MS = 120_000;

jasmine.DEFAULT_TIMEOUT_INTERVAL = SPEC_TIMEOUT_MS;

/** A spec waits for the state that it asserts: this only ends what hangs, on the slowest and busiest machine, too. */
const SPEC_TIMEOUT_MS = 120_000;

jasmine.DEFAULT_TIMEOUT_INTERVAL = SPEC_TIMEOUT_MS;

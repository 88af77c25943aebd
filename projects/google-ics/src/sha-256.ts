const BLOCK_BYTES = 64;
/** The first 64 primes, of whose roots the constants of SHA-256 are made. */
const PRIMES = primes(64);
const ROUND_CONSTANTS = PRIMES.map((prime) => fractionBits(Math.cbrt(prime)));
const INITIAL_HASH = PRIMES.slice(0, 8).map((prime) => fractionBits(Math.sqrt(prime)));

/**
 * The SHA-256 of a text in UTF-8. Web Crypto has it as a promise alone, and only in a secure context.
 * @see https://csrc.nist.gov/pubs/fips/180-4/upd1/final
 */
export function sha256(text: string): Uint8Array {
  const words = paddedWords(new TextEncoder().encode(text));
  const hash = Int32Array.from(INITIAL_HASH);
  for (let start = 0; start < words.length; start += BLOCK_BYTES / 4) {
    addBlock(hash, words.subarray(start, start + BLOCK_BYTES / 4));
  }
  const bytes = new DataView(new ArrayBuffer(32));
  hash.forEach((word, index) => {
    bytes.setInt32(4 * index, word);
  });
  return new Uint8Array(bytes.buffer);
}

/** The message with a one bit, zeros, and its length in bits at the end of the last block (section 5.1.1). */
function paddedWords(message: Uint8Array): Int32Array {
  const blocks = Math.ceil((message.length + 9) / BLOCK_BYTES);
  const padded = new Uint8Array(blocks * BLOCK_BYTES);
  padded.set(message);
  padded[message.length] = 0x80;
  const view = new DataView(padded.buffer);
  view.setBigUint64(padded.length - 8, BigInt(message.length) * 8n);
  return Int32Array.from({ length: padded.length / 4 }, (_, index) => view.getInt32(4 * index));
}

/** Section 6.2.2, with its names. */
function addBlock(hash: Int32Array, block: Int32Array): void {
  const schedule = new Int32Array(64);
  schedule.set(block);
  const scheduled = (index: number) => schedule[index] ?? 0;
  for (let t = 16; t < 64; t += 1) {
    const [early, late] = [scheduled(t - 15), scheduled(t - 2)];
    schedule[t] =
      (rotated(late, 17) ^ rotated(late, 19) ^ (late >>> 10)) +
      scheduled(t - 7) +
      (rotated(early, 7) ^ rotated(early, 18) ^ (early >>> 3)) +
      scheduled(t - 16);
  }
  let [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = hash;
  for (const [t, constant] of ROUND_CONSTANTS.entries()) {
    const first =
      h +
      (rotated(e, 6) ^ rotated(e, 11) ^ rotated(e, 25)) +
      ((e & f) ^ (~e & g)) +
      constant +
      scheduled(t);
    const second =
      (rotated(a, 2) ^ rotated(a, 13) ^ rotated(a, 22)) + ((a & b) ^ (a & c) ^ (b & c));
    [h, g, f, e, d, c, b, a] = [g, f, e, (d + first) | 0, c, b, a, (first + second) | 0];
  }
  [a, b, c, d, e, f, g, h].forEach((word, index) => {
    hash[index] = (hash[index] ?? 0) + word;
  });
}

function rotated(word: number, bits: number): number {
  return (word >>> bits) | (word << (32 - bits));
}

/** The first 32 bits after the point. */
function fractionBits(value: number): number {
  return Math.floor((value % 1) * 2 ** 32) | 0;
}

function primes(count: number): number[] {
  const found: number[] = [];
  for (let candidate = 2; found.length < count; candidate += 1) {
    if (found.every((prime) => candidate % prime !== 0)) {
      found.push(candidate);
    }
  }
  return found;
}

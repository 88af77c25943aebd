const IPV4 = /^(\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3})(?::\d{1,5})?$/;
const IPV6_WITH_PORT = /^\[([^\]]+)\](?::\d{1,5})?$/;
/** An IPv4-mapped IPv6 address (RFC 4291, section 2.5.5.2) in the form that `URL` gives it. */
const MAPPED_IPV4 = /^::ffff:([0-9a-f]{1,4}):([0-9a-f]{1,4})$/;
const IPV6_GROUPS = 8;
const IPV6_GROUPS_OF_A_NETWORK = 4;

/** The key that all clients without an address share. */
const NO_ADDRESS = 'unknown';

/**
 * The key under which the rate limit counts a client. An address has one key, whether a platform or proxy writes it with a
 * port or without. An IPv6 client can use every address of its /64 network (RFC 6177), so the whole network has one key.
 */
export function clientKey(address: string | undefined): string {
  const text = address?.trim().toLowerCase() ?? '';
  if (text === '') {
    return NO_ADDRESS;
  }
  const withoutPort = IPV4.exec(text)?.[1];
  if (withoutPort !== undefined) {
    return withoutPort;
  }
  const withoutZone = (IPV6_WITH_PORT.exec(text)?.[1] ?? text).replace(/%.*$/, '');
  const compressed = compressedIpv6(withoutZone);
  return compressed === undefined ? text : (mappedIpv4(compressed) ?? networkOf(compressed));
}

/** The address as RFC 5952 writes it; undefined for a text that is not an IPv6 address. */
function compressedIpv6(text: string): string | undefined {
  const href = `http://[${text}]/`;
  return URL.canParse(href) ? new URL(href).hostname.slice(1, -1) : undefined;
}

function mappedIpv4(compressed: string): string | undefined {
  const [, high, low] = MAPPED_IPV4.exec(compressed) ?? [];
  if (high === undefined || low === undefined) {
    return undefined;
  }
  const bytes = [high, low].map((group) => parseInt(group, 16)).flatMap((n) => [n >> 8, n & 255]);
  return bytes.join('.');
}

/** The /64 network of the address. */
function networkOf(compressed: string): string {
  const [before = '', after] = compressed.split('::');
  const split = (groups: string) => groups.split(':').filter((group) => group !== '');
  const head = split(before);
  const tail = split(after ?? '');
  const zeros = Array<string>(IPV6_GROUPS - head.length - tail.length).fill('0');
  return `${[...head, ...zeros, ...tail].slice(0, IPV6_GROUPS_OF_A_NETWORK).join(':')}::/64`;
}

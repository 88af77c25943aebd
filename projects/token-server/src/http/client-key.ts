const IPV4 = /^(\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3})(?::\d{1,5})?$/;
const IPV6_WITH_PORT = /^\[([^\]]+)\](?::\d{1,5})?$/;
/** An IPv4 address that is written as one of IPv6 (RFC 4291, section 2.5.5.2), in the form that `URL` gives it. */
const MAPPED_IPV4 = /^::ffff:([0-9a-f]{1,4}):([0-9a-f]{1,4})$/;
const GROUPS_OF_IPV6 = 8;
const GROUPS_OF_A_SITE = 4;

/** What clients without an address are counted under, all together. */
const NO_ADDRESS = 'unknown';

/**
 * What a client is counted under. However a platform or proxy writes an address, with a port or without, it is the
 * same client; and whoever has one IPv6 address has all of its /64 (RFC 6177), so that they count as one.
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
  return compressed === undefined ? text : (mappedIpv4(compressed) ?? siteOf(compressed));
}

/** As RFC 5952 writes it; undefined for what is no IPv6 address. */
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

/** The first 64 bits. */
function siteOf(compressed: string): string {
  const [before = '', after] = compressed.split('::');
  const split = (groups: string) => groups.split(':').filter((group) => group !== '');
  const head = split(before);
  const tail = split(after ?? '');
  const zeros = Array<string>(GROUPS_OF_IPV6 - head.length - tail.length).fill('0');
  return `${[...head, ...zeros, ...tail].slice(0, GROUPS_OF_A_SITE).join(':')}::/64`;
}

import type { IncomingMessage } from 'node:http';

/**
 * Who asks. Behind proxies every connection comes from the last of them; each adds the address that it saw to
 * `X-Forwarded-For`, and what stands further left than the trusted ones wrote is anybody's invention.
 *
 * @param trustedProxies How many proxies the operator put in front; with 0 the header is not looked at.
 */
export function clientAddress(
  incoming: IncomingMessage,
  trustedProxies: number,
): string | undefined {
  const direct = incoming.socket.remoteAddress;
  if (trustedProxies === 0) {
    return direct;
  }
  const forwarded = [incoming.headers['x-forwarded-for'] ?? []].flat().join(',');
  const addresses = forwarded.split(',').map((address) => address.trim());
  const told = addresses.at(-trustedProxies);
  return told === undefined || told === '' ? direct : told;
}

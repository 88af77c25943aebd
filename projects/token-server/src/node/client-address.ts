import type { IncomingMessage } from 'node:http';

/**
 * The address of the client. Behind proxies every connection comes from the last proxy, and each proxy appends the address
 * that it saw to `X-Forwarded-For`. Entries further left than those of the trusted proxies may be forged by the client.
 *
 * @param trustedProxies The number of proxies that the operator put in front; with 0 the header is ignored.
 */
export function clientAddress(
  incoming: IncomingMessage,
  trustedProxies: number,
): string | undefined {
  const connected = incoming.socket.remoteAddress;
  if (trustedProxies === 0) {
    return connected;
  }
  const forwarded = [incoming.headers['x-forwarded-for'] ?? []].flat().join(',');
  const addresses = forwarded.split(',').map((address) => address.trim());
  const forwardedAddress = addresses.at(-trustedProxies) ?? '';
  return forwardedAddress === '' ? connected : forwardedAddress;
}

const LOOPBACK_HOST = /^(localhost|127(?:\.\d{1,3}){3}|\[::1\])$/;

/**
 * Whether push messages may be sent to the address: to this machine only, and not to the emulator itself, whose control
 * endpoints accept every request from this machine.
 */
export function isDeliverable(address: string, own: URL): boolean {
  if (!URL.canParse(address)) {
    return false;
  }
  const { protocol, hostname, port } = new URL(address);
  const isHttp = protocol === 'http:' || protocol === 'https:';
  return isHttp && LOOPBACK_HOST.test(hostname) && port !== own.port;
}

const LOOPBACK = /^(localhost|127(?:\.\d{1,3}){3}|\[::1\])$/;

/**
 * Whether messages may be sent there: to this machine only, and not to the emulator itself, which would take them for
 * somebody's who may control it.
 */
export function isDeliverable(address: string, own: URL): boolean {
  if (!URL.canParse(address)) {
    return false;
  }
  const { protocol, hostname, port } = new URL(address);
  const isHttp = protocol === 'http:' || protocol === 'https:';
  return isHttp && LOOPBACK.test(hostname) && port !== own.port;
}

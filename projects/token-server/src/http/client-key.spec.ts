import { clientKey } from './client-key.ts';

describe('client-key:', () => {
  const rows: [string, string | undefined, string][] = [
    ['an IPv4 address', '192.0.2.1', '192.0.2.1'],
    ['an IPv4 address with a port', '192.0.2.1:50123', '192.0.2.1'],
    ['an IPv4 address with blanks', ' 192.0.2.1 ', '192.0.2.1'],
    ['an IPv4-mapped IPv6 address', '::ffff:192.0.2.1', '192.0.2.1'],
    ['an IPv4-mapped IPv6 address in hexadecimal', '::FFFF:c000:0201', '192.0.2.1'],
    ['an IPv4-mapped IPv6 address with a port', '[::ffff:192.0.2.1]:443', '192.0.2.1'],
    ['an IPv4-mapped IPv6 address in full', '0:0:0:0:0:ffff:192.0.2.1', '192.0.2.1'],
    ['an IPv6 address', '2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['another IPv6 address of the same /64', '2001:DB8:0001:2::1', '2001:db8:1:2::/64'],
    ['an IPv6 address with a port', '[2001:db8:1:2::9]:50123', '2001:db8:1:2::/64'],
    ['an IPv6 address in brackets', '[2001:db8:1:2::9]', '2001:db8:1:2::/64'],
    ['a short IPv6 address', '2001:db8::1', '2001:db8:0:0::/64'],
    ['the loopback of IPv6', '::1', '0:0:0:0::/64'],
    ['an IPv6 address with a zone', 'fe80::1%eth0', 'fe80:0:0:0::/64'],
    ['a text that is no address', 'Unknown-Host', 'unknown-host'],
    ['no address', undefined, 'unknown'],
    ['an empty text', ' ', 'unknown'],
  ];
  for (const [what, address, expected] of rows) {
    it(`${what} has the key ${expected}`, () => {
      expect(clientKey(address)).toBe(expected);
    });
  }
});

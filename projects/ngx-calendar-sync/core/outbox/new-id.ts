/**
 * An id for what a service is to make once, of hexadecimal digits: Google allows the letters a to v and digits in the ids of events.
 * It works in pages that are no secure context too, unlike `crypto.randomUUID`.
 */
export function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

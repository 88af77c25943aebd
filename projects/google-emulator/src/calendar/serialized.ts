const known = new WeakMap<object, Uint8Array>();

const COMMA = Buffer.from(',');

/**
 * A resource's JSON in UTF-8, made once. Stored resources are replaced and never changed, so what is remembered of one
 * is right as long as it lives.
 */
export function serialized(resource: object): Uint8Array {
  let bytes = known.get(resource);
  if (bytes === undefined) {
    bytes = Buffer.from(JSON.stringify(resource));
    known.set(resource, bytes);
  }
  return bytes;
}

/** The JSON of `head` with `items` as its last field. A long list is only put together, not serialized again. */
export function serializedList(head: object, items: readonly object[]): Uint8Array<ArrayBuffer> {
  const parts: Uint8Array[] = [Buffer.from(`${JSON.stringify(head).slice(0, -1)},"items":[`)];
  for (const item of items) {
    if (parts.length > 1) {
      parts.push(COMMA);
    }
    parts.push(serialized(item));
  }
  parts.push(Buffer.from(']}'));
  return Buffer.concat(parts);
}

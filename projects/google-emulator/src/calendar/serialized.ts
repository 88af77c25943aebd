const serializedResources = new WeakMap<object, Uint8Array>();

const COMMA = Buffer.from(',');

/**
 * The resource as JSON in UTF-8, cached. The cache never becomes wrong, because stored resources are replaced and never
 * mutated.
 */
export function serialized(resource: object): Uint8Array {
  let bytes = serializedResources.get(resource);
  if (bytes === undefined) {
    bytes = Buffer.from(JSON.stringify(resource));
    serializedResources.set(resource, bytes);
  }
  return bytes;
}

/** The JSON of `head` with `items` as its last field, joined from the cached JSON of the items. */
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

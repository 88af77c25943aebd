import type { Extension } from '../calendar/event-record.ts';
import type { Json } from './event-json.ts';

/** Exchange puts this before the name of an open extension to make its id. */
const ID_PREFIX = 'Microsoft.OutlookServices.OpenTypeExtension.';

export function extensionJson(extension: Extension): Json {
  return {
    '@odata.type': '#microsoft.graph.openTypeExtension',
    id: `${ID_PREFIX}${extension.extensionName}`,
    ...extension,
  };
}

/** Whether a name or id of an extension is that of the path. */
export function isNamed(extension: Extension, nameOrId: string): boolean {
  return nameOrId.replace(ID_PREFIX, '') === extension.extensionName;
}

/** Whether the filter of `$expand`, such as `id eq 'a' or id eq 'b'`, has the id; without a filter it has all. */
export function matchesId(filter: string | undefined, id: string): boolean {
  if (filter === undefined) {
    return true;
  }
  return [...filter.matchAll(/id\s+eq\s+'((?:[^']|'')*)'/g)].some(
    ([, wanted = '']) =>
      wanted.replaceAll("''", "'").replace(ID_PREFIX, '').toLowerCase() === id.toLowerCase(),
  );
}

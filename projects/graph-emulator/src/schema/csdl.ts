import { readFileSync } from 'node:fs';

export interface CsdlProperty {
  /** Such as `Edm.String`, `graph.event` or `Collection(graph.event)`. */
  readonly type: string;
  readonly isNullable: boolean;
}

export interface CsdlType {
  readonly name: string;
  readonly kind: 'EntityType' | 'ComplexType' | 'EnumType';
  readonly baseType: string | undefined;
  readonly isOpen: boolean;
  readonly properties: ReadonlyMap<string, CsdlProperty>;
  /** Of an enumeration. */
  readonly members: readonly string[];
}

export interface Schema {
  /** Types by their names without `graph.`. */
  readonly types: ReadonlyMap<string, CsdlType>;
  /** The parameters of the bound actions, with names that begin in lower case. */
  readonly actions: ReadonlyMap<string, CsdlType>;
}

const TAG = /<(\/?)([A-Za-z]+)((?:\s+[\w:]+="[^"]*")*)\s*(\/?)>/g;
const ATTRIBUTE = /([\w:]+)="([^"]*)"/g;
const TYPE_TAGS: ReadonlySet<string> = new Set(['EntityType', 'ComplexType', 'EnumType', 'Action']);

/** The part of Microsoft's v1.0 schema that is about calendars, with navigation as properties. */
export function readSchema(): Schema {
  const text = readFileSync(new URL('graph-calendar-subset.csdl', import.meta.url), 'utf8');
  const types = new Map<string, CsdlType>();
  const actions = new Map<string, CsdlType>();
  let properties = new Map<string, CsdlProperty>();
  let members: string[] = [];
  for (const [, isEnd, tag = '', attributeText = ''] of text.matchAll(TAG)) {
    const attributes = new Map(
      [...attributeText.matchAll(ATTRIBUTE)].map(([, name = '', value = '']) => [name, value]),
    );
    const name = attributes.get('Name') ?? '';
    const type = attributes.get('Type') ?? '';
    const isNullable = attributes.get('Nullable') !== 'false';
    if (TYPE_TAGS.has(tag) && isEnd === '') {
      properties = new Map();
      members = [];
      const described = {
        name,
        kind: tag === 'Action' ? 'ComplexType' : (tag as CsdlType['kind']),
        baseType: attributes.get('BaseType'),
        isOpen: attributes.get('OpenType') === 'true',
        properties,
        members,
      };
      (tag === 'Action' ? actions : types).set(name, described);
    } else if (tag === 'Property' || tag === 'NavigationProperty') {
      properties.set(name, { type, isNullable });
    } else if (tag === 'Parameter' && name.toLowerCase() !== 'bindingparameter') {
      properties.set(name.charAt(0).toLowerCase() + name.slice(1), { type, isNullable });
    } else if (tag === 'Member') {
      members.push(name);
    }
  }
  return { types, actions };
}

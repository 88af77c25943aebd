import type { SchemaObject } from 'ajv';
import { resolved, schemaNamed, type ParameterSchema, type Schema } from './discovery.ts';

/** How much a schema lets through. */
type Strictness =
  /** What a client sends: null stands for any absent value, and fields of a later revision are let through. */
  | 'request'
  /** What the emulator sends: no field but those of the document, in the formats that it names. */
  | 'answer';

/** A schema of the discovery document as JSON Schema; what it refers to stands in its place. */
export function jsonSchema(name: string, strictness: Strictness): SchemaObject {
  return converted(schemaNamed(name) ?? {}, strictness);
}

/** The query of a method: its parameters, and no others. */
export function querySchema(parameters: ReadonlyMap<string, ParameterSchema>): SchemaObject {
  const query = [...parameters].filter(([, { location }]) => location === 'query');
  return {
    type: 'object',
    additionalProperties: false,
    required: query.filter(([, { required }]) => required).map(([name]) => name),
    properties: Object.fromEntries(
      query.map(([name, parameter]) => [
        name,
        parameter.repeated
          ? { type: 'array', items: singleValue(parameter) }
          : singleValue(parameter),
      ]),
    ),
  };
}

function singleValue({ type, format, enum: values, minimum }: ParameterSchema): SchemaObject {
  return {
    type,
    ...(format !== undefined && { format }),
    ...(values && { enum: values }),
    ...(type === 'integer' && { minimum: Number(minimum ?? 0) }),
  };
}

function converted(reference: Schema, strictness: Strictness): SchemaObject {
  const { type, format, properties, additionalProperties, items } = resolved(reference) ?? {};
  if (type === undefined || type === 'any') {
    return {};
  }
  const isAnswer = strictness === 'answer';
  const inside = (schema: Schema) => converted(schema, strictness);
  const others = additionalProperties ? inside(additionalProperties) : !isAnswer;
  return {
    type: isAnswer ? type : [type, 'null'],
    ...((isAnswer || format === 'int32') && format !== undefined && { format }),
    ...(items && { items: present(inside(items)) }),
    ...(type === 'object' && { additionalProperties: others }),
    ...(properties && {
      properties: Object.fromEntries(
        Object.entries(properties).map(([name, schema]) => [name, inside(schema)]),
      ),
    }),
  };
}

/** An absent value has no place in a list. */
function present(schema: SchemaObject): SchemaObject {
  const { type } = schema as { readonly type?: unknown };
  return Array.isArray(type) ? { ...schema, type: type.filter((each) => each !== 'null') } : schema;
}

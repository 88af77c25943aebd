import type { SchemaObject } from 'ajv';
import { resolved, schemaNamed, type ParameterSchema, type Schema } from './discovery.ts';

type Strictness =
  /** Bodies that clients send: any value may be null, and unknown fields are allowed, as of later API revisions. */
  | 'request'
  /** Bodies that the emulator sends: only fields of the document, in the formats that it names. */
  | 'answer';

/** A schema of the discovery document as JSON Schema, with its references replaced by what they refer to. */
export function jsonSchema(name: string, strictness: Strictness): SchemaObject {
  return converted(schemaNamed(name) ?? {}, strictness);
}

/** JSON Schema of a method's query, which allows no parameters but its own. */
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
    ...(items && { items: withoutNull(inside(items)) }),
    ...(type === 'object' && { additionalProperties: others }),
    ...(properties && {
      properties: Object.fromEntries(
        Object.entries(properties).map(([name, schema]) => [name, inside(schema)]),
      ),
    }),
  };
}

/** The items of a list may not be null. */
function withoutNull(schema: SchemaObject): SchemaObject {
  const { type } = schema as { readonly type?: unknown };
  return Array.isArray(type) ? { ...schema, type: type.filter((each) => each !== 'null') } : schema;
}

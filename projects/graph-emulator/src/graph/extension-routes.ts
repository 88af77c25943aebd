import type { Extension } from '../calendar/event-record.ts';
import { replaceRecord } from '../calendar/event-writes.ts';
import { readExtension } from '../calendar/read-event.ts';
import { answerList, answerObject, readBody } from './answers.ts';
import { expectPermission } from './caller.ts';
import { changeableEvent } from './event-changes.ts';
import { type Handler, namedEvent } from './event-reads.ts';
import { extensionJson, isNamed } from './extension-json.ts';
import type { GraphContext, GraphParts } from './graph-env.ts';
import { GraphError, itemNotFound } from './graph-error.ts';

/** Open extensions of an event. */
export function extensionHandlers(
  parts: GraphParts,
): Readonly<Record<'list' | 'get' | 'post' | 'patch' | 'remove', Handler>> {
  return {
    list: (context) => {
      expectPermission(context, 'readExtensions');
      const { extensions } = namedEvent(context, parts).instance.record;
      return answerList(context, parts, 'extension', extensions.map(extensionJson));
    },
    get: (context) => {
      expectPermission(context, 'readExtensions');
      const { extensions } = namedEvent(context, parts).instance.record;
      return answerObject(
        context,
        parts,
        'extension',
        extensionJson(namedExtension(context, extensions)),
      );
    },
    post: async (context) => {
      const sent = readExtension(await readBody(context, 'openTypeExtension'));
      const isNew = !changeableEvent(context, parts).instance.record.extensions.some(
        ({ extensionName }) => extensionName === sent.extensionName,
      );
      if (!isNew) {
        throw new GraphError(
          409,
          'ErrorIrresolvableConflict',
          'An extension already exists with given id.',
        );
      }
      replaceExtensions(context, parts, (extensions) => [...extensions, sent]);
      return answerObject(context, parts, 'extension', extensionJson(sent), 201);
    },
    patch: async (context) => {
      const body = await readBody(context, 'openTypeExtension');
      const before = namedExtension(
        context,
        changeableEvent(context, parts).instance.record.extensions,
      );
      const after = readExtension({ ...before, ...body, extensionName: before.extensionName });
      replaceExtensions(context, parts, (extensions) =>
        extensions.map((each) => (each === before ? after : each)),
      );
      return answerObject(context, parts, 'extension', extensionJson(after));
    },
    remove: (context) => {
      const before = namedExtension(
        context,
        changeableEvent(context, parts).instance.record.extensions,
      );
      replaceExtensions(context, parts, (extensions) =>
        extensions.filter((each) => each !== before),
      );
      return context.body(null, 204);
    },
  };
}

function namedExtension(context: GraphContext, extensions: readonly Extension[]): Extension {
  const name = context.req.param('extensionId') ?? '';
  const found = extensions.find((extension) => isNamed(extension, name));
  if (!found) {
    throw itemNotFound();
  }
  return found;
}

function replaceExtensions(
  context: GraphContext,
  parts: GraphParts,
  change: (extensions: readonly Extension[]) => readonly Extension[],
): void {
  const { entry, state, instance } = changeableEvent(context, parts);
  const { record, day } = instance;
  replaceRecord(
    parts.world,
    entry,
    state,
    { ...record, extensions: change(record.extensions) },
    day,
  );
}

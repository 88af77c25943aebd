import { without } from './event-fields.ts';
import type { EventResource } from './event-resource.ts';
import type { Parameters } from './parameters.ts';

/** Fields that Google ignores in a request without the parameter that declares support for them. */
const GATE_PARAMETERS = {
  conferenceData: 'conferenceDataVersion',
  attachments: 'supportsAttachments',
  eventLabelId: 'eventLabelVersion',
} as const;

export type GatedField = keyof typeof GATE_PARAMETERS;

const GATED_FIELDS = Object.keys(GATE_PARAMETERS) as GatedField[];

/** The gated fields for which the request declares support. */
export function openGates(parameters: Parameters): ReadonlySet<GatedField> {
  const isOpen = (name: string) =>
    (parameters.number(name) ?? 0) > 0 || parameters.flag(name) === true;
  return new Set(GATED_FIELDS.filter((field) => isOpen(GATE_PARAMETERS[field])));
}

/** The event with its former values in the gated fields that the client does not support. */
export function withGates(
  event: EventResource,
  before: EventResource | undefined,
  open: ReadonlySet<GatedField>,
): EventResource {
  const closed = GATED_FIELDS.filter((field) => !open.has(field));
  const kept = closed.flatMap((field) =>
    before?.[field] === undefined ? [] : [[field, before[field]] as const],
  );
  return { ...without(event, closed), ...Object.fromEntries(kept) };
}

import { without } from './event-fields.ts';
import type { EventResource } from './event-resource.ts';
import type { Parameters } from './parameters.ts';

/** Fields that count for nothing unless the request says that its client knows them. */
const GATES = {
  conferenceData: 'conferenceDataVersion',
  attachments: 'supportsAttachments',
  eventLabelId: 'eventLabelVersion',
} as const;

export type GatedField = keyof typeof GATES;

const FIELDS = Object.keys(GATES) as GatedField[];

/** The fields that the client of this request knows. */
export function openGates(parameters: Parameters): ReadonlySet<GatedField> {
  const isOpen = (name: string) =>
    (parameters.number(name) ?? 0) > 0 || parameters.flag(name) === true;
  return new Set(FIELDS.filter((field) => isOpen(GATES[field])));
}

/** The event with what it had before in the fields that the client does not know. */
export function withGates(
  event: EventResource,
  before: EventResource | undefined,
  open: ReadonlySet<GatedField>,
): EventResource {
  const closed = FIELDS.filter((field) => !open.has(field));
  const kept = closed.flatMap((field) =>
    before?.[field] === undefined ? [] : [[field, before[field]] as const],
  );
  return { ...without(event, closed), ...Object.fromEntries(kept) };
}

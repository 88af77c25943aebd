import { randomUUID } from 'node:crypto';
import type { WireCalendar, WireEventLabel } from '../discovery/wire-types.generated.ts';
import type { Calendar } from '../world/calendar.ts';
import { invalid, required } from './api-error.ts';
import { without } from './event-fields.ts';
import type { EventResource } from './event-resource.ts';
import { store } from './event-store.ts';
import { LABEL_BACKGROUNDS } from './palette.ts';

const MAX_LABELS = 200;
const MAX_NAME_LENGTH = 50;
const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const HEX_COLOR = /^#[0-9a-f]{6}$/i;

/**
 * The labels of a request body, with new ids for those that have none.
 * @throws ApiError 400 for labels that the discovery document does not allow.
 */
export function validLabels(
  wanted: WireCalendar['labelProperties'],
): { eventLabels: WireEventLabel[] } | undefined {
  const labels = wanted?.eventLabels;
  if (!labels) {
    return undefined;
  }
  if (labels.length > MAX_LABELS) {
    throw invalid('Too many event labels.');
  }
  const kept = labels.map(({ id, name, backgroundColor }) => {
    if (!backgroundColor) {
      throw required('Missing label background color.');
    }
    if (!HEX_COLOR.test(backgroundColor)) {
      throw invalid('Invalid label background color.');
    }
    if (id !== undefined && id !== null && !UUID.test(id)) {
      throw invalid('Invalid label id.');
    }
    if ((name ?? '').length > MAX_NAME_LENGTH) {
      throw invalid('Invalid label name.');
    }
    return { id: id ?? randomUUID(), ...(name && { name }), backgroundColor };
  });
  if (new Set(kept.map(({ id }) => id)).size < kept.length) {
    throw invalid('Duplicate label id.');
  }
  return { eventLabels: kept };
}

/**
 * Keeps label and colour of an event consistent. A client that supports labels sets the label, and its colour is
 * ignored. A client that does not sets the colour, and the event gets the calendar's label of that colour, if there is
 * one. If neither changes, both stay.
 * @throws ApiError 400 for a label that the calendar does not have.
 */
export function withLabel(
  calendar: Calendar,
  event: EventResource,
  before: EventResource | undefined,
  supportsLabels: boolean,
): EventResource {
  if (!supportsLabels) {
    return (event.colorId ?? '') === (before?.colorId ?? '')
      ? event
      : { ...event, eventLabelId: labelOfColor(calendar, event.colorId) ?? null };
  }
  const id = event.eventLabelId ?? '';
  if (id === (before?.eventLabelId ?? '')) {
    return { ...event, eventLabelId: id === '' ? null : id, colorId: before?.colorId ?? null };
  }
  const label = calendar.eventLabels.find((each) => each.id === id);
  if (id !== '' && !label) {
    throw invalid('Invalid event label id.');
  }
  return { ...event, eventLabelId: label?.id ?? null, colorId: colorOfLabel(label) ?? null };
}

/** Updates the events after the labels of their calendar changed: removes deleted labels and sets the new colours. */
export function updateEventLabels(calendar: Calendar, now: number): void {
  for (const { resource } of [...calendar.events.all()]) {
    if (!resource.eventLabelId) {
      continue;
    }
    const label = calendar.eventLabels.find(({ id }) => id === resource.eventLabelId);
    const colorId = colorOfLabel(label);
    if (!label || colorId !== (resource.colorId ?? undefined)) {
      const rest = without(resource, ['eventLabelId', 'colorId']);
      store(
        calendar,
        { ...rest, ...(label?.id && { eventLabelId: label.id }), ...(colorId && { colorId }) },
        now,
      );
    }
  }
}

/** The `colorId` of a label whose colour is one of the eleven colours of events, otherwise undefined. */
function colorOfLabel(label: WireEventLabel | undefined): string | undefined {
  const index = LABEL_BACKGROUNDS.indexOf(label?.backgroundColor?.toLowerCase() ?? '');
  return index < 0 ? undefined : String(index + 1);
}

function labelOfColor(
  calendar: Calendar,
  colorId: string | null | undefined,
): string | null | undefined {
  return colorId ? calendar.eventLabels.find((each) => colorOfLabel(each) === colorId)?.id : null;
}

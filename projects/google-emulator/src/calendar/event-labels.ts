import { randomUUID } from 'node:crypto';
import type { WireCalendar, WireEventLabel } from '../discovery/wire-types.generated.ts';
import type { Calendar } from '../world/calendar.ts';
import { invalid, required } from './api-error.ts';
import { without } from './event-fields.ts';
import type { EventResource } from './event-resource.ts';
import { store } from './event-store.ts';
import { LABEL_BACKGROUNDS } from './palette.ts';

const MOST_LABELS = 200;
const LONGEST_NAME = 50;
const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const HEX_COLOR = /^#[0-9a-f]{6}$/i;

/**
 * The labels that a calendar is to have, each with an id.
 * @throws ApiError 400 for what the discovery document does not allow.
 */
export function keptLabels(
  wanted: WireCalendar['labelProperties'],
): { eventLabels: WireEventLabel[] } | undefined {
  const labels = wanted?.eventLabels;
  if (!labels) {
    return undefined;
  }
  if (labels.length > MOST_LABELS) {
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
    if ((name ?? '').length > LONGEST_NAME) {
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
 * The event with label and colour in step. A client that knows labels decides by the label, and its colour counts for
 * nothing; one that does not decides by the colour, which is the label of that colour if the calendar has one. Where
 * neither changes, both stay.
 * @throws ApiError 400 for a label that the calendar does not have.
 */
export function withLabel(
  calendar: Calendar,
  event: EventResource,
  before: EventResource | undefined,
  knowsLabels: boolean,
): EventResource {
  if (!knowsLabels) {
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

/** After the labels of a calendar changed: events without the labels that are gone, and in the colours of the others. */
export function relabel(calendar: Calendar, now: number): void {
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

/** The `colorId` of a label in one of the eleven colours that events had before there were labels. */
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

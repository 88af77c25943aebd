import type { GoogleCalendarEvent } from 'ngx-calendar-sync/google/runtime';
import type { GoogleEvent } from 'ngx-calendar-sync/google/start';
import { addFault } from '../faults/faults';
import { LINEAGE, lineageOf, nameOf } from './event-facts';
import type { HistoryWorld } from './history-world';
import type { Operation } from './operations';

const FAULTS = [
  { status: 503 },
  { status: 403, reason: 'userRateLimitExceeded' },
  { status: 403, reason: 'forbidden' },
  { drop: 'before' },
  { drop: 'after' },
  { drop: 'after' },
  { drop: 'middle' },
] as const;

const TITLE = ['title', 'title'] as const;
const LOCATION = ['location', 'place'] as const;
const RESPONSES = ['accepted', 'tentative', 'declined'] as const;

/** Does what an operation says, as far as there is something to do it with. */
export async function runOperation(world: HistoryWorld, operation: Operation): Promise<void> {
  const { kind, app, pick, scope } = operation;
  const { account, apps } = world;
  const { service } = apps[app];
  const options = { durable: true, scope } as const;
  const event = picked(world.shown(app), pick);
  const lineage = event && lineageOf(event.googleEvent);
  const want = (text: string) => {
    world.model.want(text);
    return text;
  };
  switch (kind) {
    case 'add':
    case 'add a series': {
      const added = world.unique('event');
      const day = String(8 + (pick % 10)).padStart(2, '0');
      const title = want(world.unique('title'));
      const draft = {
        title,
        start: `2026-05-${day}T14:00:00Z`,
        end: `2026-05-${day}T14:30:00Z`,
        extendedProperties: { private: { [LINEAGE]: added } },
        ...(kind === 'add' ? {} : { timeZone: 'UTC', recurrence: ['RRULE:FREQ=WEEKLY;COUNT=4'] }),
      };
      const names = kind === 'add' ? 1 : 4;
      await world.write(
        app,
        () => service.addEvent(account.email, draft, options),
        (facts) => [...facts.values()].filter((each) => each.title === title).length === names,
        added,
      );
      break;
    }
    case 'rename':
    case 'relocate':
      if (event) {
        const [field, name] = kind === 'rename' ? TITLE : LOCATION;
        const text = want(world.unique(name));
        await world.write(
          app,
          () => service.updateEvent(account.email, { id: event.id, [field]: text }, options),
          (facts) => [...facts.values()].some((each) => each[field] === text),
          lineage,
          field,
        );
      }
      break;
    case 'reschedule':
      if (event) {
        const changes = later(event, world);
        want(changes.start);
        await world.write(
          app,
          () => service.updateEvent(account.email, changes, options),
          (facts) => [...facts.values()].some(({ start }) => start === changes.start),
          lineage,
          'start',
        );
      }
      break;
    case 'delete':
      if (event) {
        world.deleted[app] = event;
        await world.write(
          app,
          () => service.deleteEvent(account.email, event.id, options),
          (facts) => !facts.has(nameOf(event.googleEvent) ?? ''),
          lineage,
        );
      }
      break;
    case 'restore': {
      const deleted = world.deleted[app];
      if (deleted && deleted.seriesId === undefined) {
        await world.write(
          app,
          () => service.restoreEvent(deleted, { durable: true }),
          (facts) => facts.has(nameOf(deleted.googleEvent) ?? ''),
          lineageOf(deleted.googleEvent),
        );
      }
      break;
    }
    case 'respond': {
      const invitation = world.shown(app).find(({ attendees }) => attendees);
      const response = want(
        RESPONSES[pick % RESPONSES.length] ?? 'accepted',
      ) as (typeof RESPONSES)[number];
      if (invitation) {
        await world.write(
          app,
          () => service.respond(invitation, response, { durable: true }),
          (facts) => [...facts.values()].some((each) => each.response === response),
          lineageOf(invitation.googleEvent),
          'response',
        );
      }
      break;
    }
    case 'undo':
      await undo(world, app);
      break;
    case 'go offline':
      apps[app].online = false;
      break;
    case 'go online':
      apps[app].goOnline();
      break;
    case 'close and open again':
      await world.reopen(app);
      break;
    case 'sync':
      await apps[app].sync().catch(() => undefined);
      break;
    case 'wait':
      await apps[app].elapse(apps[app].untilAtRest());
      break;
    case 'meet a fault':
      await addFault({
        ...FAULTS[pick % FAULTS.length],
        path: '/calendar/v3/calendars/*/events**',
        user: account.email,
        times: 1 + (pick % 2),
      });
      break;
    case 'rename by somebody else':
      await patchElsewhere(world, pick, { summary: world.unique('title') });
      break;
    case 'relocate by somebody else':
      await patchElsewhere(world, pick, { location: world.unique('place') });
      break;
    case 'delete by somebody else':
      await world.writeElsewhere(
        ({ id = '' }) => account.ask(pathOf(world, id), {}, 'DELETE'),
        pick,
      );
      break;
  }
}

/** An event of a lineage: each lineage is as likely as any other, however many occurrences it has. */
function picked(
  events: readonly GoogleCalendarEvent[],
  pick: number,
): GoogleCalendarEvent | undefined {
  const lineages = [...new Set(events.map(({ googleEvent }) => lineageOf(googleEvent)))];
  const lineage = lineages[pick % lineages.length];
  const own = events.filter(({ googleEvent }) => lineageOf(googleEvent) === lineage);
  return own[Math.floor(pick / lineages.length) % own.length];
}

/** A few minutes later than now, at a time that nobody has chosen before. */
function later({ id, start, end }: GoogleCalendarEvent, world: HistoryWorld) {
  const minutes = world.nextNumber();
  const moved = (time: string) => new Date(Date.parse(time) + minutes * 60_000).toISOString();
  return { id, start: moved(start), end: moved(end) };
}

/** What is taken back may end either way, since it may be on its way. */
async function undo(world: HistoryWorld, app: 0 | 1): Promise<void> {
  const { service } = world.apps[app];
  for (const event of world.shown(app)) {
    world.model.report(lineageOf(event.googleEvent) ?? '');
  }
  const deleted = world.deleted[app];
  world.model.report(deleted ? (lineageOf(deleted.googleEvent) ?? '') : '');
  service.undoLastWrite().catch(() => undefined);
  await world.apps[app].elapse(world.apps[app].untilAtRest());
}

function patchElsewhere(world: HistoryWorld, pick: number, patch: GoogleEvent): Promise<void> {
  return world.writeElsewhere(
    ({ id = '' }) => world.account.ask(pathOf(world, id), {}, 'PATCH', patch),
    pick,
  );
}

function pathOf({ account }: HistoryWorld, id: string): string {
  return `calendars/${encodeURIComponent(account.email)}/events/${id}`;
}

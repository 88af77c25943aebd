import { isZone } from 'google-calendar-ics/internal';
import type { WireEvent, WireEventLabel } from '../discovery/wire-types.generated.ts';
import type {
  AccessRole,
  Seed,
  SeedCalendar,
  SeedGroup,
  SeedMembership,
  SeedUser,
} from '../seed/seed.ts';
import type { Fields } from './fields.ts';

const ROLES: readonly AccessRole[] = [
  'freeBusyReader',
  'reader',
  'writerWithoutPrivateAccess',
  'writer',
  'owner',
];

/**
 * Reads the seed of a control request. Its events are not checked, like those of a seed file.
 * @throws ControlError for an invalid, missing or unknown field outside of events.
 */
export function readSeed(fields: Fields): Seed {
  return {
    users: (fields.optionalList('users') ?? []).map(readUser),
    calendars: (fields.optionalList('calendars') ?? []).map(readCalendar),
    groups: (fields.optionalList('groups') ?? []).map(readGroup),
  };
}

function readGroup(fields: Fields): SeedGroup {
  const group = { email: fields.text('email'), members: fields.texts('members') };
  fields.end();
  return group;
}

function readUser(fields: Fields): SeedUser {
  const email = fields.text('email');
  const user = {
    email,
    name: fields.optionalText('name') ?? email,
    timeZone: readZone(fields),
    locale: fields.optionalText('locale') ?? 'en',
  };
  fields.end();
  return user;
}

function readCalendar(fields: Fields): SeedCalendar {
  const description = fields.optionalText('description');
  const labels = fields.optionalList('labels')?.map(readLabel);
  const isPublic = fields.optionalFlag('public');
  const calendar = {
    id: fields.text('id'),
    summary: fields.text('summary'),
    timeZone: readZone(fields),
    members: fields.list('members').map(readMember),
    events: (fields.optionalList('events') ?? []).map((event) => event.whole() as WireEvent),
    ...(description !== undefined && { description }),
    ...(labels && { labels }),
    ...(isPublic !== undefined && { public: isPublic }),
  };
  fields.end();
  return calendar;
}

function readLabel(fields: Fields): WireEventLabel {
  const name = fields.optionalText('name');
  const label = {
    id: fields.text('id'),
    backgroundColor: fields.text('backgroundColor'),
    ...(name !== undefined && { name }),
  };
  fields.end();
  return label;
}

function readMember(fields: Fields): SeedMembership {
  const flags = {
    primary: fields.optionalFlag('primary'),
    selected: fields.optionalFlag('selected'),
  };
  const texts = {
    colorId: fields.optionalText('colorId'),
    summaryOverride: fields.optionalText('summaryOverride'),
  };
  const member: SeedMembership = {
    email: fields.text('email'),
    accessRole: fields.optionalChoice('accessRole', ROLES) ?? 'reader',
    ...(flags.primary !== undefined && { primary: flags.primary }),
    ...(flags.selected !== undefined && { selected: flags.selected }),
    ...(texts.colorId !== undefined && { colorId: texts.colorId }),
    ...(texts.summaryOverride !== undefined && { summaryOverride: texts.summaryOverride }),
  };
  fields.end();
  return member;
}

function readZone(fields: Fields): string {
  const zone = fields.optionalText('timeZone') ?? 'UTC';
  return isZone(zone) ? zone : fields.refuse('timeZone', 'an IANA time zone');
}

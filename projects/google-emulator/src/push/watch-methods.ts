import { createHash } from 'node:crypto';
import { openCalendar } from '../calendar/access.ts';
import { readableRules } from '../calendar/acl-methods.ts';
import {
  channelIdNotUnique,
  invalid,
  notFound,
  required,
  unauthorizedWebhook,
} from '../calendar/api-error.ts';
import { userOf, type Answer, type Call, type Handler } from '../calendar/call.ts';
import type { WireChannel } from '../discovery/wire-types.generated.ts';
import { isDeliverable } from './channel-address.ts';
import { channelResource, type Channel } from './channels.ts';

const WEEK_MS = 7 * 86_400_000;
const MAX_TOKEN_LENGTH = 256;
/** The token is sent as a header: a line break in it could add headers of its own. */
const HEADER_TEXT = /^[\x20-\x7e]*$/;
const CHANNEL_ID = /^[A-Za-z0-9\-_+/=]{1,64}$/;

const stop: Handler = (call) => {
  const { id, resourceId }: WireChannel = call.body;
  const channel = call.channels.get(id ?? '');
  if (channel?.resourceId !== resourceId || channel?.email !== userOf(call).email) {
    throw notFound();
  }
  call.channels.stop(channel.id);
  return {};
};

export const watchMethods: Readonly<Record<string, Handler>> = {
  'calendar.events.watch': (call) => watch(call, `events ${openCalendar(call).calendar.id}`),
  'calendar.acl.watch': (call) => watch(call, `acl ${readableRules(call).id}`),
  'calendar.calendarList.watch': (call) => watch(call, `calendarList ${userOf(call).email}`),
  'calendar.settings.watch': (call) => watch(call, `settings ${userOf(call).email}`),
  'calendar.channels.stop': stop,
};

function watch(call: Call, topic: string): Answer {
  const { id, type, address, token }: WireChannel = call.body;
  if (!id || !type || !address) {
    throw required('Required');
  }
  if (type !== 'web_hook' && type !== 'webhook') {
    throw invalid('Invalid channel type.');
  }
  if (!CHANNEL_ID.test(id)) {
    throw invalid('Invalid channel id.');
  }
  if (token && (token.length > MAX_TOKEN_LENGTH || !HEADER_TEXT.test(token))) {
    throw invalid('Invalid channel token.');
  }
  if (!isDeliverable(address, call.url)) {
    throw unauthorizedWebhook(address);
  }
  if (call.channels.get(id)) {
    throw channelIdNotUnique(id);
  }
  const { email } = userOf(call);
  const channel: Channel = {
    id,
    address,
    token: token ?? undefined,
    expiration: expirationOf(call),
    resourceId: createHash('sha256').update(`${email} ${topic}`).digest('base64url').slice(0, 27),
    resourceUri: `${call.url.origin}${call.url.pathname.replace(/\/watch$/, '')}?alt=json`,
    email,
    topic,
  };
  call.channels.add(channel);
  return { body: channelResource(channel) };
}

/** A week, unless the request gives `expiration` (milliseconds since the epoch) or `params.ttl` (seconds). */
function expirationOf(call: Call): number {
  const { expiration, params }: WireChannel = call.body;
  const now = call.world.clock.now();
  const ttl = params?.['ttl'];
  const wanted = expiration ? Number(expiration) : now + (ttl ? Number(ttl) * 1000 : WEEK_MS);
  if (!Number.isSafeInteger(Math.round(wanted)) || wanted <= now) {
    throw invalid('Invalid channel expiration.');
  }
  return Math.round(wanted);
}

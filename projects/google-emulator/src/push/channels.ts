import type { WireChannel } from '../discovery/wire-types.generated.ts';
import type { World } from '../world/world.ts';

/** A notification channel, as `watch` methods open it. */
export interface Channel {
  readonly id: string;
  readonly address: string;
  readonly token: string | undefined;
  /** Milliseconds since the epoch, by the emulator's clock. */
  readonly expiration: number;
  readonly resourceId: string;
  readonly resourceUri: string;
  /** The account that opened it. */
  readonly email: string;
  /** The topic in `Changes` that it announces. */
  readonly topic: string;
}

interface OpenChannel {
  readonly channel: Channel;
  /** Resolves when the messages so far have been sent: each waits for the one before. */
  lastMessage: Promise<void>;
  messageCount: number;
  isMessageScheduled: boolean;
  stopListening: () => void;
}

/** The open channels. Changes are sent as HTTP messages to addresses on this machine. */
export class Channels {
  private readonly open = new Map<string, OpenChannel>();
  private readonly ending = new AbortController();

  constructor(private readonly world: World) {}

  get(id: string): Channel | undefined {
    const channel = this.open.get(id)?.channel;
    return channel && channel.expiration > this.world.clock.now() ? channel : undefined;
  }

  /** Opens the channel and sends Google's `sync` message, which is the first of every channel. */
  add(channel: Channel): void {
    this.stop(channel.id);
    const opened: OpenChannel = {
      channel,
      lastMessage: Promise.resolve(),
      messageCount: 0,
      isMessageScheduled: false,
      stopListening: () => undefined,
    };
    opened.stopListening = this.world.changes.listen(channel.topic, {
      changed: () => {
        this.scheduleMessage(opened);
      },
      ended: () => this.open.delete(channel.id),
    });
    this.open.set(channel.id, opened);
    this.send(opened, 'sync');
  }

  stop(id: string): void {
    this.open.get(id)?.stopListening();
    this.open.delete(id);
  }

  /** Stops every channel and aborts messages that are being sent. */
  close(): void {
    [...this.open.keys()].forEach((id) => {
      this.stop(id);
    });
    this.ending.abort();
  }

  /** Changes within one turn of the event loop share one message. */
  private scheduleMessage(opened: OpenChannel): void {
    if (opened.isMessageScheduled) {
      return;
    }
    opened.isMessageScheduled = true;
    setImmediate(() => {
      opened.isMessageScheduled = false;
      this.send(opened, 'exists');
    });
  }

  private send(opened: OpenChannel, state: 'sync' | 'exists'): void {
    const { channel } = opened;
    if (this.get(channel.id) !== channel) {
      this.stop(channel.id);
      return;
    }
    const headers = headersOf(channel, state, ++opened.messageCount);
    const { signal } = this.ending;
    opened.lastMessage = opened.lastMessage.then(async () => {
      // A message that cannot be delivered is lost. Google would retry for a while; the emulator does not.
      await fetch(channel.address, { method: 'POST', headers, redirect: 'manual', signal }).catch(
        () => undefined,
      );
    });
  }
}

export function channelResource(channel: Channel): WireChannel {
  const { id, resourceId, resourceUri, token, expiration } = channel;
  return {
    kind: 'api#channel',
    id,
    resourceId,
    resourceUri,
    ...(token !== undefined && { token }),
    expiration: String(expiration),
  };
}

function headersOf(channel: Channel, state: string, number: number): Record<string, string> {
  return {
    'X-Goog-Channel-ID': channel.id,
    'X-Goog-Channel-Expiration': new Date(channel.expiration).toUTCString(),
    'X-Goog-Message-Number': String(number),
    'X-Goog-Resource-ID': channel.resourceId,
    'X-Goog-Resource-State': state,
    'X-Goog-Resource-URI': channel.resourceUri,
    ...(channel.token !== undefined && { 'X-Goog-Channel-Token': channel.token }),
  };
}

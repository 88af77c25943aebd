import type { WireChannel } from '../discovery/wire-types.generated.ts';
import type { World } from '../world/world.ts';

/** Somebody who wants to be told of changes. */
export interface Channel {
  readonly id: string;
  readonly address: string;
  readonly token: string | undefined;
  /** Milliseconds since the epoch, by the emulator's clock. */
  readonly expiration: number;
  readonly resourceId: string;
  readonly resourceUri: string;
  /** Account that opened it. */
  readonly email: string;
  /** What of the world it is about. */
  readonly topic: string;
}

interface OpenChannel {
  readonly channel: Channel;
  /** The messages so far, one after the other. */
  sent: Promise<void>;
  messages: number;
  isAnnounced: boolean;
  stopListening: () => void;
}

/** Everybody who is told of changes, by messages to addresses on this machine. */
export class Channels {
  private readonly open = new Map<string, OpenChannel>();
  private readonly ending = new AbortController();

  constructor(private readonly world: World) {}

  get(id: string): Channel | undefined {
    const channel = this.open.get(id)?.channel;
    return channel && channel.expiration > this.world.clock.now() ? channel : undefined;
  }

  /** Begins with the message that says so. */
  add(channel: Channel): void {
    this.stop(channel.id);
    const opened: OpenChannel = {
      channel,
      sent: Promise.resolve(),
      messages: 0,
      isAnnounced: false,
      stopListening: () => undefined,
    };
    opened.stopListening = this.world.changes.listen(channel.topic, {
      changed: () => {
        this.announce(opened);
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

  /** Nothing is sent from now on, and what is under way is given up. */
  close(): void {
    [...this.open.keys()].forEach((id) => {
      this.stop(id);
    });
    this.ending.abort();
  }

  /** Changes of one moment are told together. */
  private announce(opened: OpenChannel): void {
    if (opened.isAnnounced) {
      return;
    }
    opened.isAnnounced = true;
    setImmediate(() => {
      opened.isAnnounced = false;
      this.send(opened, 'exists');
    });
  }

  private send(opened: OpenChannel, state: 'sync' | 'exists'): void {
    const { channel } = opened;
    if (this.get(channel.id) !== channel) {
      this.stop(channel.id);
      return;
    }
    const headers = headersOf(channel, state, ++opened.messages);
    const { signal } = this.ending;
    opened.sent = opened.sent.then(async () => {
      // Nobody is there, or nobody wants it: Google tries again for a while, and the emulator does not.
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

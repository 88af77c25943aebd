import type { Grants, GrantsState } from '../oauth/grants.ts';
import type { World, WorldState } from '../world/world.ts';
import { ControlError } from './fields.ts';

interface Capture {
  readonly world: WorldState;
  readonly grants: GrantsState;
  readonly now: number;
}

/** Snapshots by name: all data, sync state, consent, tokens and the clock. */
export class Captures {
  private readonly captures = new Map<string, Capture>();

  constructor(
    private readonly world: World,
    private readonly grants: Grants,
  ) {}

  take(name: string): void {
    this.captures.set(name, {
      world: this.world.capture(),
      grants: this.grants.capture(),
      now: this.world.clock.now(),
    });
  }

  /** @throws ControlError if there is no snapshot of this name. */
  restore(name: string): void {
    const capture = this.captures.get(name);
    if (!capture) {
      const known = [...this.captures.keys()].map((each) => `"${each}"`).join(', ');
      throw new ControlError(
        `There is no snapshot "${name}"; there ${known ? `is ${known}` : 'is none'}.`,
      );
    }
    this.world.clock.set(new Date(capture.now));
    this.world.restore(capture.world);
    this.grants.restore(capture.grants);
  }

  clear(): void {
    this.captures.clear();
  }
}

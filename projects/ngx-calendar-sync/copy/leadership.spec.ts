import { asyncScheduler, BehaviorSubject, VirtualTimeScheduler } from 'rxjs';
import {
  ɵBrowserTabs as BrowserTabs,
  type ɵTabConnections as TabConnections,
} from 'ngx-calendar-sync/base';
import { untilQuiet } from '../core/specs/until';
import { Leadership } from './leadership';

const connections: TabConnections = {
  locks: navigator.locks,
  channel: (name) => new BroadcastChannel(name),
};

describe('Leadership', () => {
  const closing: (() => void)[] = [];
  let name: string;
  let all: Leadership[];

  beforeEach(() => {
    all = [];
    name = `leadership ${String(Math.random())}`;
  });

  afterEach(() => {
    for (const close of closing.splice(0)) {
      close();
    }
  });

  /** A tab, visible or not, with a clock of its own. */
  function aTab(seen: boolean, clock = new VirtualTimeScheduler(), connected = connections) {
    const visible = new BehaviorSubject(seen);
    const tabs = new BrowserTabs(name, connected, clock);
    const leadership = new Leadership(tabs, visible, clock);
    const close = () => {
      leadership.close();
      tabs.close();
    };
    closing.push(close);
    all.push(leadership);
    return { visible, leadership, clock, close };
  }

  type Tab = ReturnType<typeof aTab>;

  const settled = () =>
    untilQuiet(
      () => true,
      () => all.map(({ leading }) => leading),
    );
  const leading = (...tabs: readonly Tab[]) => tabs.map(({ leadership }) => leadership.leading);

  function pass({ clock }: Tab, milliseconds: number): void {
    clock.maxFrames = clock.frame + milliseconds;
    clock.flush();
    clock.frame = clock.maxFrames;
  }

  it('elects the first visible tab of many', async () => {
    const tabs = [aTab(true), aTab(true), aTab(true)];
    await settled();
    expect(leading(...tabs)).toEqual([true, false, false]);
  });

  it('elects none while no tab is visible', async () => {
    const tabs = [aTab(false), aTab(false)];
    await settled();
    expect(leading(...tabs)).toEqual([false, false]);
  });

  it('moves from a hidden leader to a tab that becomes visible', async () => {
    const [first, second] = [aTab(true), aTab(false)];
    await settled();
    first.visible.next(false);
    await settled();
    expect(leading(first, second)).toEqual([true, false]);
    second.visible.next(true);
    await settled();
    expect(leading(first, second)).toEqual([false, true]);
    second.visible.next(false);
    first.visible.next(true);
    await settled();
    expect(leading(first, second)).toEqual([true, false]);
  });

  it('moves to a waiting candidate when the leader is hidden', async () => {
    const [first, second] = [aTab(true), aTab(true)];
    await settled();
    first.visible.next(false);
    await settled();
    expect(leading(first, second)).toEqual([false, true]);
  });

  it('moves to the next candidate when the leader closes', async () => {
    const [first, second] = [aTab(true), aTab(true)];
    await settled();
    first.close();
    await settled();
    expect(second.leadership.leading).toBeTrue();
  });

  it('moves from a leader without heartbeats, and stays with one that has them', async () => {
    const [first, second] = [aTab(true), aTab(true)];
    await settled();
    for (let turn = 0; turn < 5; turn += 1) {
      pass(first, 10_000);
      await settled();
      pass(second, 10_000);
      await settled();
    }
    expect(leading(first, second)).toEqual([true, false]);
    pass(second, 31_000);
    await settled();
    expect(leading(first, second)).toEqual([false, true]);
  });

  it('goAlone: another tab leads the others, and this one goes on leading for itself', async () => {
    const [first, second] = [aTab(true), aTab(true)];
    await settled();
    const told: boolean[] = [];
    first.leadership.leading$.subscribe((leads) => told.push(leads));
    first.leadership.goAlone();
    await settled();
    expect(leading(first, second)).toEqual([true, true]);
    expect(told).not.toContain(false);
    first.visible.next(false);
    first.visible.next(true);
    await settled();
    expect(leading(first, second)).toEqual([true, true]);
  });

  it('every visible tab leads for itself where the browser cannot connect tabs', async () => {
    const alone = (seen: boolean) => {
      const tabs = new BrowserTabs(name, undefined, asyncScheduler);
      return new Leadership(tabs, new BehaviorSubject(seen), new VirtualTimeScheduler());
    };
    const tabs = [alone(true), alone(true), alone(false)];
    await settled();
    expect(tabs.map((tab) => tab.leading)).toEqual([true, true, false]);
  });
});

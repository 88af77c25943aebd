import { filter, firstValueFrom } from 'rxjs';
import type { ɵStoredWrite as StoredWrite } from 'ngx-calendar-sync/core';
import { aWrite, idsOf, refuseOnce, WriteTabs } from './specs/write-tabs';
import { deleteWrites } from './write-logs';

const isCancelled = jasmine.objectContaining({ code: 'cancelled' });
const sending = (write: StoredWrite): StoredWrite => ({ ...write, state: 'sending' });
const removed = (): undefined => undefined;

describe('indexedDbWriteLog', () => {
  let tabs: WriteTabs;

  beforeEach(() => {
    tabs = new WriteTabs();
  });

  afterEach(() => tabs.deleteAll());

  it('add: the write is in writes before add returns', async () => {
    const { log } = tabs.open();
    const added = log.add(aWrite('1'));
    expect(log.writes).toEqual([aWrite('1')]);
    await added;
    expect(log.writes).toEqual([aWrite('1')]);
  });

  it('writes: are there after the tab was closed and opened, in the order of their ids', async () => {
    const { log } = tabs.open();
    await log.loaded;
    const added = Promise.all([log.add(aWrite('2')), log.add(aWrite('1')), log.add(aWrite('3'))]);
    expect(idsOf(log.writes)).toBe('1,2,3');
    await added;
    await log.change(['2'], sending);
    expect(idsOf(log.writes)).toBe('1,2,3');
    await log.close();
    const next = tabs.open().log;
    await next.loaded;
    expect(next.writes).toEqual([aWrite('1'), aWrite('2', { state: 'sending' }), aWrite('3')]);
  });

  it('close: a write that was added just before is stored', async () => {
    const { log } = tabs.open();
    const added = log.add(aWrite('1'));
    void log.close();
    await added;
    const next = tabs.open().log;
    await next.loaded;
    expect(idsOf(next.writes)).toBe('1');
  });

  it('add and change: after close they are refused with cancelled', async () => {
    const { log } = tabs.open();
    void log.close();
    await expectAsync(log.add(aWrite('1'))).toBeRejectedWith(isCancelled);
    await expectAsync(log.change(['1'], sending)).toBeRejectedWith(isCancelled);
    expect(log.writes).toEqual([]);
  });

  it('change: is given the write as it is stored, and returns the writes that are left', async () => {
    const { log } = tabs.open();
    await Promise.all([log.add(aWrite('1')), log.add(aWrite('2'))]);
    const [first, second] = await Promise.all([
      log.change(['1', '2', 'unheard of'], sending),
      log.change(['1', '2'], (write) => (write.id === '1' ? undefined : write)),
    ]);
    expect(first.map(({ id, state }) => [id, state])).toEqual([
      ['1', 'sending'],
      ['2', 'sending'],
    ]);
    expect(second).toEqual([aWrite('2', { state: 'sending' })]);
    expect(log.writes).toEqual(second);
  });

  it('change: also of writes between which many others are stored', async () => {
    const { log } = tabs.open();
    const ids = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j'];
    await Promise.all(ids.map((id) => log.add(aWrite(id))));
    await log.change(['j', 'a', 'unheard of', 'i'], sending);
    const marked = log.writes.filter(({ state }) => state === 'sending');
    expect(idsOf(log.writes)).toBe(ids.join());
    expect(idsOf(marked)).toBe('a,i,j');
  });

  it('change: one that throws changes nothing, and leaves the others of its transaction alone', async () => {
    const { log } = tabs.open();
    await Promise.all([log.add(aWrite('1')), log.add(aWrite('2'))]);
    const failing = log.change(['1', '2'], (write) => {
      if (write.id === '2') {
        throw new TypeError('wrong');
      }
      return undefined;
    });
    const other = log.change(['2'], sending);
    await expectAsync(failing).toBeRejectedWith(jasmine.objectContaining({ code: 'unexpected' }));
    await other;
    expect(log.writes).toEqual([aWrite('1'), aWrite('2', { state: 'sending' })]);
  });

  it('add: a write that cannot be stored leaves writes again, and the others stay', async () => {
    const { log } = tabs.open();
    const circular: { self?: unknown } = {};
    circular.self = circular;
    const { plan } = aWrite('1');
    const failing = log.add(aWrite('1', { plan: { ...plan, request: circular } }));
    const other = log.add(aWrite('2'));
    expect(idsOf(log.writes)).toBe('1,2');
    await expectAsync(failing).toBeRejectedWith(jasmine.objectContaining({ code: 'unexpected' }));
    await other;
    expect(idsOf(log.writes)).toBe('2');
  });

  it('change: a thousand calls are carried out in few transactions, which are on the disk when they are done', async () => {
    const { log, leads } = tabs.open();
    await leads();
    const begun = spyOn(IDBDatabase.prototype, 'transaction').and.callThrough();
    const ids = Array.from({ length: 1000 }, (_, index) => String(index + 1000));
    await Promise.all(ids.map((id) => log.add(aWrite(id))));
    await Promise.all(ids.map((id) => log.change([id], sending, { asLeader: true })));
    expect(begun.calls.count()).toBeLessThan(5);
    expect(begun.calls.allArgs()).toContain(['records', 'readwrite', { durability: 'strict' }]);
    expect(log.writes.length).toBe(1000);
    expect(log.writes.every(({ state }) => state === 'sending')).toBeTrue();
  });

  it('a damaged record, and one of a newer version, are left where they are and do not stop the others', async () => {
    const { log } = tabs.open();
    await Promise.all([log.add(aWrite('1')), log.add(aWrite('5'))]);
    void log.close();
    const records = {
      '2': JSON.stringify({ format: 1, write: aWrite('2') }).slice(0, -9),
      '3': JSON.stringify({ format: 2, write: aWrite('3') }),
      '4': { format: 1 },
      '6': JSON.stringify({ format: 1, write: { ...aWrite('6'), plan: { kind: 'delete' } } }),
    };
    await tabs.store(records);
    const next = tabs.open().log;
    await next.loaded;
    expect(idsOf(next.writes)).toBe('1,5');
    expect(await next.change(['1', '2', '3', '4', '6'], removed)).toEqual([]);
    expect(idsOf(next.writes)).toBe('5');
    for (const [id, record] of Object.entries(records)) {
      expect(await tabs.stored(id)).toEqual(record);
    }
  });

  it('change as leader: is refused with cancelled while no tab leads', async () => {
    const { log } = tabs.open({ visible: false });
    await log.add(aWrite('1'));
    const change = log.change(['1'], sending, { asLeader: true });
    await expectAsync(change).toBeRejectedWith(isCancelled);
    expect(log.writes).toEqual([aWrite('1')]);
  });

  describe('in two tabs', () => {
    it('what one tab adds, changes and removes, the other one shows', async () => {
      const [one, other] = [tabs.open(), tabs.open()];
      await one.log.add(aWrite('1'));
      await other.log.add(aWrite('2'));
      await Promise.all([one.shows('1', '2'), other.shows('1', '2')]);
      await other.log.change(['1'], removed);
      await Promise.all([one.shows('2'), other.shows('2')]);
      expect(one.log.writes).toEqual(other.log.writes);
    });

    it('change: is made on what the other tab has stored, also before this tab has heard of it', async () => {
      const [one, other] = [tabs.open(), tabs.open({ hearsOthers: false })];
      await one.log.loaded;
      await other.log.add(aWrite('1', { state: 'failed' }));
      expect(one.log.writes).toEqual([]);
      expect(await one.log.change(['1'], (write) => write)).toEqual([
        aWrite('1', { state: 'failed' }),
      ]);
    });

    it('what one tab adds and removes: the other one reads that alone, and never the whole log', async () => {
      const [one, other] = [tabs.open(), tabs.open()];
      await one.log.add(aWrite('0'));
      // A tab that begins to lead reads all.
      await Promise.all([one.leads(), other.shows('0')]);
      const readAll = spyOn(IDBObjectStore.prototype, 'getAll').and.callThrough();
      const ids = Array.from({ length: 30 }, (_, index) => `a${String(index).padStart(2, '0')}`);
      for (const id of ids) {
        await one.log.add(aWrite(id));
      }
      await one.log.change(['a07'], removed);
      await one.log.change(['a08'], (write) => ({ ...write, state: 'failed' }));
      await firstValueFrom(
        other.log.writes$.pipe(filter((writes) => writes.some(({ state }) => state === 'failed'))),
      );
      expect(other.log.writes).toEqual(one.log.writes);
      expect(idsOf(other.log.writes)).toBe(['0', ...ids.filter((id) => id !== 'a07')].join());
      expect(readAll).not.toHaveBeenCalled();
    });

    it('writes: those that have not changed stay the same objects', async () => {
      const [one, other] = [tabs.open(), tabs.open()];
      await one.log.add(aWrite('1'));
      const [before] = one.log.writes;
      await other.log.add(aWrite('2'));
      await one.shows('1', '2');
      expect(one.log.writes[0]).toBe(before);
    });

    it('leading$: the next tab leads once it knows what the first one has stored', async () => {
      const first = tabs.open();
      await first.leads();
      // Hears nothing of the first tab until it leads.
      const second = tabs.open({ visible: false });
      await second.log.loaded;
      let known = '';
      second.log.leading$.subscribe((leads) => {
        known = leads ? idsOf(second.log.writes) : known;
      });
      const added = first.log.add(aWrite('1'));
      first.visible$.next(false);
      second.visible$.next(true);
      await Promise.all([added, second.leads()]);
      expect(known).toBe('1');
      expect(first.led).toEqual([false, true, false]);
    });

    it('change as leader: is refused with cancelled in a tab that does not lead', async () => {
      const first = tabs.open();
      await first.leads();
      const second = tabs.open();
      await second.log.add(aWrite('1'));
      const change = second.log.change(['1'], sending, { asLeader: true });
      await expectAsync(change).toBeRejectedWith(isCancelled);
      await first.shows('1');
      expect(first.log.writes).toEqual([aWrite('1')]);
    });

    it('change as leader: of a tab that was fenced off changes nothing, the others of its transaction are carried out, and it claims again', async () => {
      const frozen = tabs.open();
      await frozen.leads();
      await Promise.all([frozen.log.add(aWrite('1')), frozen.log.add(aWrite('2'))]);
      // A tab that cannot hear the first one leads too, as the first one was frozen.
      const leader = tabs.open({ hearsOthers: false });
      await leader.leads();
      const results = Promise.allSettled([
        frozen.log.change(['1'], sending, { asLeader: true }),
        frozen.log.change(['2'], sending),
        frozen.log.add(aWrite('3')),
      ]);
      expect((await results).map(({ status }) => status)).toEqual([
        'rejected',
        'fulfilled',
        'fulfilled',
      ]);
      await expectAsync(frozen.log.change(['1'], sending, { asLeader: true })).toBeRejectedWith(
        isCancelled,
      );
      expect(frozen.log.writes.map(({ state }) => state)).toEqual([
        'waiting',
        'sending',
        'waiting',
      ]);
      await frozen.leads();
      expect(frozen.led).toEqual([false, true, false, true]);
      await frozen.log.change(['1'], sending, { asLeader: true });
      expect(frozen.log.writes[0]?.state).toBe('sending');
    });
  });

  describe('where the storage fails', () => {
    it('quota: the tab goes on alone in memory with what was there, and another tab leads the others', async () => {
      const first = tabs.open();
      await first.leads();
      await first.log.add(aWrite('1'));
      const second = tabs.open();
      await second.shows('1');
      refuseOnce();
      await first.log.add(aWrite('2'));
      await Promise.all([first.shows('1', '2'), second.leads()]);
      await first.log.change(['1', '2'], sending, { asLeader: true });
      await second.log.change(['1'], removed, { asLeader: true });
      expect(first.log.writes.map(({ state }) => state)).toEqual(['sending', 'sending']);
      expect(second.log.writes).toEqual([]);
      expect(first.led).toEqual([false, true]);
    });

    it('quota: a tab that does not lead begins to, for what it alone has', async () => {
      const first = tabs.open();
      await first.leads();
      const second = tabs.open({ visible: false });
      await second.log.loaded;
      refuseOnce();
      await second.log.add(aWrite('1'));
      await second.leads();
      await second.log.change(['1'], sending, { asLeader: true });
      expect(second.log.writes[0]?.state).toBe('sending');
    });

    it('deleteWrites: tabs that have the writes open show none from then on, and go on', async () => {
      const { log, shows } = tabs.open();
      await log.add(aWrite('1'));
      await deleteWrites(tabs.account);
      await shows();
      await log.add(aWrite('2'));
      expect(idsOf(log.writes)).toBe('2');
    });
  });
});

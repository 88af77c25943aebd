import type { ɵStoredWrite as StoredWrite } from 'ngx-calendar-sync/core';
import { aWrite, connections, idsOf, refuseOnce, WriteTabs } from './specs/write-tabs';
import { deleteWrites, settleWrites } from './write-logs';

const sending = (write: StoredWrite): StoredWrite => ({ ...write, state: 'sending' });
const confirmed = (id: string) =>
  aWrite(id, { state: 'confirmed', answer: { event: undefined, at: 0 } });
/** A record of a version of the library that is to come. */
const LATER = { '9': JSON.stringify({ format: 2, write: aWrite('9') }) };

describe('Writes at a sign-out', () => {
  let tabs: WriteTabs;

  beforeEach(() => {
    tabs = new WriteTabs();
  });

  afterEach(() => tabs.deleteAll());

  const deletedUnlessWaiting = () => deleteWrites(tabs.account, { connections, discard: false });

  it('settle: counts what waits, and leaves everything as it is', async () => {
    const { log } = tabs.open();
    await Promise.all([
      log.add(aWrite('1')),
      log.add(confirmed('2')),
      log.add(aWrite('3', { state: 'failed' })),
      log.add(aWrite('4', { state: 'conflict' })),
    ]);
    expect(await log.settle(false)).toBe(3);
    expect(idsOf(log.writes)).toBe('1,2,3,4');
    expect(await settleWrites(tabs.account, false)).toBe(3);
  });

  it('settle: counts what another tab has just stored, also where this tab has not heard of it', async () => {
    const { log } = tabs.open({ hearsOthers: false });
    await log.loaded;
    await tabs.open().log.add(aWrite('1'));
    expect(log.writes).toEqual([]);
    expect(await log.settle(false)).toBe(1);
    expect(await log.settle(true)).toBe(1);
    expect(await tabs.stored('1')).toBeUndefined();
  });

  it('settle: counts a write that this version cannot read, and deletes it only with discard', async () => {
    const { log } = tabs.open();
    await log.add(aWrite('1'));
    await tabs.store(LATER);
    expect(await log.settle(false)).toBe(2);
    expect(await tabs.stored('9')).toBe(LATER['9']);
    expect(await log.settle(true)).toBe(2);
    expect(await tabs.stored('9')).toBeUndefined();
    expect(log.writes).toEqual([]);
  });

  it('settle: in a tab that has fallen to memory it counts and deletes what is stored as well, and nothing twice', async () => {
    const { log } = tabs.open();
    const other = tabs.open();
    await Promise.all([log.add(aWrite('1')), tabs.store(LATER)]);
    refuseOnce();
    await log.add(aWrite('2'));
    await other.log.add(aWrite('3'));
    expect(idsOf(log.writes)).toBe('1,2');
    expect(await log.settle(false)).toBe(4);
    expect(await log.settle(true)).toBe(4);
    expect(log.writes).toEqual([]);
    expect(await Promise.all(['1', '3', '9'].map((id) => tabs.stored(id)))).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });

  it('settle with discard: the other tabs show none of them any more', async () => {
    const [one, other] = [tabs.open(), tabs.open()];
    await one.log.add(aWrite('1'));
    await other.log.add(aWrite('2'));
    await Promise.all([one.shows('1', '2'), other.shows('1', '2')]);
    expect(await one.log.settle(true)).toBe(2);
    await Promise.all([one.shows(), other.shows()]);
  });

  it('status$: in a tab whose storage has failed it says so', async () => {
    const { log } = tabs.open();
    const said: unknown[] = [];
    log.status$.subscribe((status) => said.push(status));
    refuseOnce();
    await log.add(aWrite('1'));
    expect(said).toEqual([{ kind: 'persistent' }, { kind: 'memory', reason: 'quota' }]);
  });

  describe('deleteWrites without discard', () => {
    it('where none waits, it deletes what is confirmed, and the database', async () => {
      const { log } = tabs.open();
      await log.add(confirmed('1'));
      await log.close();
      await deletedUnlessWaiting();
      expect(await tabs.isDatabaseThere()).toBeFalse();
    });

    it('where one waits, everything stays for the next sign-in', async () => {
      const { log } = tabs.open();
      await Promise.all([log.add(aWrite('1')), log.add(confirmed('2'))]);
      await log.close();
      await deletedUnlessWaiting();
      const next = tabs.open().log;
      await next.loaded;
      expect(idsOf(next.writes)).toBe('1,2');
    });

    it('where one waits that this version cannot read, it stays', async () => {
      await tabs.store(LATER);
      await deletedUnlessWaiting();
      expect(await tabs.stored('9')).toBe(LATER['9']);
    });

    it('while another tab has it open, the database stays, and a write of that tab is stored', async () => {
      const other = tabs.open().log;
      await other.add(confirmed('1'));
      const deleted = deletedUnlessWaiting();
      const added = other.add(aWrite('2'));
      await deleted;
      await added;
      await other.change(['2'], sending);
      await other.close();
      const next = tabs.open().log;
      await next.loaded;
      expect(next.writes.map(({ id, state }) => [id, state])).toContain(['2', 'sending']);
    });

    it('the tab that ends last deletes the database', async () => {
      const [one, other] = [tabs.open().log, tabs.open().log];
      await Promise.all([one.loaded, other.loaded]);
      await one.close();
      await deletedUnlessWaiting();
      expect(await tabs.isDatabaseThere()).toBeTrue();
      await other.close();
      await deletedUnlessWaiting();
      expect(await tabs.isDatabaseThere()).toBeFalse();
    });
  });

  it('deleteWrites with discard: deletes what waits, and what cannot be read', async () => {
    const { log } = tabs.open();
    await log.add(aWrite('1'));
    await tabs.store(LATER);
    await log.close();
    await deleteWrites(tabs.account, { connections });
    expect(await tabs.isDatabaseThere()).toBeFalse();
  });
});

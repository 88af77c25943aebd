import type { ɵStoredWrite as StoredWrite } from 'ngx-calendar-sync/core';
import { aWrite, idsOf, WriteTabs } from './specs/write-tabs';

const sending = (write: StoredWrite): StoredWrite => ({
  ...write,
  state: 'sending',
  sentWith: '1',
});
const failed = (write: StoredWrite): StoredWrite => ({ ...write, state: 'failed' });
const removed = (): undefined => undefined;
const asLeader = { asLeader: true };

describe('indexedDbWriteLog of a tab that knows everything that is stored', () => {
  let tabs: WriteTabs;

  beforeEach(() => {
    tabs = new WriteTabs();
  });

  afterEach(() => tabs.deleteAll());

  it('change as leader: while no other tab writes, no write is read again', async () => {
    const { log, leads } = tabs.open();
    await leads();
    await Promise.all([log.add(aWrite('1')), log.add(aWrite('2')), log.add(aWrite('3'))]);
    const readSome = spyOn(IDBObjectStore.prototype, 'getAll').and.callThrough();
    const readOne = spyOn(IDBObjectStore.prototype, 'get').and.callThrough();
    await log.change(['1', '2'], sending, asLeader);
    await log.change(['1'], removed, asLeader);
    expect(log.writes).toEqual([aWrite('2', { state: 'sending', sentWith: '1' }), aWrite('3')]);
    expect(readSome).not.toHaveBeenCalled();
    expect(readOne.calls.allArgs().flat().some(isKeyOfWrite)).toBeFalse();
  });

  it('change as leader: is made on what another tab has just changed', async () => {
    const [one, other] = [tabs.open(), tabs.open({ visible: false })];
    await one.leads();
    await Promise.all([one.log.add(aWrite('1')), one.log.add(aWrite('2'))]);
    await other.log.change(['1'], failed);
    // In the same task: what the other tab says of it has not come yet.
    expect(one.log.writes[0]?.state).toBe('waiting');
    const seen: string[] = [];
    await one.log.change(
      ['1', '2'],
      (write) => {
        seen.push(write.state);
        return write;
      },
      asLeader,
    );
    expect(seen).toEqual(['failed', 'waiting']);
    await Promise.all([other.log.add(aWrite('3')), one.shows('1', '2', '3')]);
    await one.log.change(['3'], sending, asLeader);
    expect(one.log.writes.map(({ state }) => state)).toEqual(['failed', 'waiting', 'sending']);
  });

  it('change as leader: what another tab has deleted at a sign-out does not come back', async () => {
    const [one, other] = [tabs.open(), tabs.open({ visible: false })];
    await one.leads();
    await Promise.all([one.log.add(aWrite('1')), one.log.add(aWrite('2'))]);
    await one.log.change(['1'], sending, asLeader);
    expect(await other.log.settle(true)).toBe(2);
    expect(await one.log.change(['1', '2'], sending, asLeader)).toEqual([]);
    await one.log.close();
    const next = tabs.open().log;
    await next.loaded;
    expect(idsOf(next.writes)).toBe('');
  });

  it('change: a write that could not be stored is not remembered as stored', async () => {
    const { log, leads } = tabs.open();
    await leads();
    await log.add(aWrite('1'));
    const circular: { self?: unknown } = {};
    circular.self = circular;
    const unstorable = (write: StoredWrite): StoredWrite => ({
      ...write,
      plan: { ...write.plan, request: circular },
    });
    await expectAsync(log.change(['1'], unstorable, asLeader)).toBeRejected();
    expect(await log.change(['1'], (write) => write, asLeader)).toEqual([aWrite('1')]);
  });
});

describe('indexedDbWriteLog: writes that are being sent', () => {
  let tabs: WriteTabs;

  beforeEach(() => {
    tabs = new WriteTabs();
  });

  afterEach(() => tabs.deleteAll());

  const aSentWrite = (id: string) => aWrite(id, { state: 'sending', sentWith: '1' });

  it('after the tab was killed, they are known with those that they were sent with', async () => {
    const { log, leads } = tabs.open();
    await leads();
    await Promise.all(['1', '2', '3', '4'].map((id) => log.add(aWrite(id))));
    await log.change(['1', '2', '4'], sending, asLeader);
    await log.change(['4'], (write) => ({ ...write, state: 'waiting' }), asLeader);
    await log.change(
      ['2'],
      (write) => ({ ...write, plan: { ...write.plan, kind: 'update' } }),
      asLeader,
    );
    const next = tabs.open({ hearsOthers: false }).log;
    await next.loaded;
    const renamed = aSentWrite('2');
    expect(next.writes).toEqual([
      aSentWrite('1'),
      { ...renamed, plan: { ...renamed.plan, kind: 'update' } },
      aWrite('3'),
      aWrite('4', { sentWith: '1' }),
    ]);
  });

  it('another tab shows them, and shows which of them are not sent any more', async () => {
    const [one, other] = [tabs.open(), tabs.open({ visible: false })];
    await one.leads();
    await Promise.all([one.log.add(aWrite('1')), one.log.add(aWrite('2'))]);
    await one.log.change(['1', '2'], sending, asLeader);
    await other.showsStates('sending', 'sending');
    await one.log.change(['1'], failed, asLeader);
    await other.showsStates('failed', 'sending');
    expect(other.log.writes).toEqual(one.log.writes);
  });

  it('to mark them, the writes themselves are not stored again', async () => {
    const { log, leads } = tabs.open();
    await leads();
    await Promise.all(['1', '2', '3'].map((id) => log.add(aWrite(id))));
    const put = spyOn(IDBObjectStore.prototype, 'put').and.callThrough();
    await log.change(['1', '2', '3'], sending, asLeader);
    expect(put.calls.allArgs().flat().some(isKeyOfWrite)).toBeFalse();
    expect(log.writes.map(({ state }) => state)).toEqual(['sending', 'sending', 'sending']);
  });

  it('where the marks are damaged, the writes wait again, and can be marked anew', async () => {
    const { log, leads } = tabs.open();
    await leads();
    await Promise.all([log.add(aWrite('1')), log.add(aWrite('2'))]);
    await log.change(['1', '2'], sending, asLeader);
    await log.close();
    await tabs.storeAt(['marks of writes'], '{"1"');
    const next = tabs.open();
    await next.leads();
    expect(next.log.writes).toEqual([aWrite('1'), aWrite('2')]);
    await next.log.change(['2'], sending, asLeader);
    expect(next.log.writes).toEqual([aWrite('1'), aSentWrite('2')]);
  });
});

function isKeyOfWrite(key: unknown): boolean {
  return Array.isArray(key) && key[0] === 'writes';
}

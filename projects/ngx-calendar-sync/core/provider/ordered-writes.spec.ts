import { changesBetween, withChanges, writeOfId } from './ordered-writes';
import type { StoredWrite } from './write-log';

function aWrite(id: string): StoredWrite {
  const shown = { kind: 'none', target: { calendarId: 'work', eventId: id } } as const;
  return { id, madeAt: 0, plan: { kind: 'update', shown, request: {} }, state: 'waiting' };
}

const [a, b, c, d] = [aWrite('a'), aWrite('b'), aWrite('c'), aWrite('d')];

describe('ordered writes', () => {
  it('writeOfId: the write of an id, wherever it stands', () => {
    const writes = [a, b, d];
    expect(writes.map(({ id }) => writeOfId(writes, id))).toEqual(writes);
    expect(['', 'c', 'e'].map((id) => writeOfId(writes, id))).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
    expect(writeOfId([], 'a')).toBeUndefined();
  });

  it('withChanges: new, other and removed writes leave the order of ids, and the list before as it was', () => {
    const before = [b, d];
    const otherD = aWrite('d');
    expect(
      withChanges(before, [
        ['c', c],
        ['a', a],
        ['d', otherD],
        ['b', undefined],
        ['e', undefined],
      ]),
    ).toEqual([a, c, otherD]);
    expect(before).toEqual([b, d]);
  });

  it('changesBetween: what is new or another object, and what is gone', () => {
    const otherC = aWrite('c');
    expect(changesBetween([a, b, c], [a, otherC, d])).toEqual({
      changed: [otherC, d],
      gone: ['b'],
    });
    expect(changesBetween([a, b], [a, b, c])).toEqual({ changed: [c], gone: [] });
    expect(changesBetween([b, c], [a, b, c])).toEqual({ changed: [a], gone: [] });
    expect(changesBetween([a, b, c], [])).toEqual({ changed: [], gone: ['a', 'b', 'c'] });
    expect(changesBetween([a, b, c], [a, b, c])).toEqual({ changed: [], gone: [] });
  });

  it('changesBetween: an equal write of another object is changed', () => {
    const { changed } = changesBetween([a, b], [a, aWrite('b')]);
    expect(changed.length).toBe(1);
    expect(changed[0]).not.toBe(b);
  });
});

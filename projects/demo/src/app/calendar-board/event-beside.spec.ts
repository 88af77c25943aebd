import { elementBeside } from './event-beside';

/** Boxes of 10 by 10, in columns of a day. */
function boxesAt(places: Readonly<Record<string, readonly [x: number, y: number]>>) {
  return Object.entries(places).map(([id, [x, y]]) => {
    const element = document.createElement('div');
    element.id = id;
    element.getBoundingClientRect = () => new DOMRect(x, y, 10, 10);
    return element;
  });
}

describe('elementBeside', () => {
  const boxes = boxesAt({
    mondayEarly: [0, 10],
    mondayLate: [0, 90],
    tuesdayEarly: [20, 30],
    tuesdayLate: [20, 80],
    wednesday: [40, 30],
  });
  const beside = (id: string, key: string) => {
    const from = boxes.find((box) => box.id === id);
    return from && elementBeside(from, key, boxes)?.id;
  };

  it('goes up and down within a day before it goes to a day beside it', () => {
    expect(beside('mondayEarly', 'ArrowDown')).toBe('mondayLate');
    expect(beside('mondayLate', 'ArrowUp')).toBe('mondayEarly');
  });

  it('goes to the nearest event of the day beside it', () => {
    expect(beside('mondayLate', 'ArrowRight')).toBe('tuesdayLate');
    expect(beside('wednesday', 'ArrowLeft')).toBe('tuesdayEarly');
  });

  it('finds none where there is none, and for other keys', () => {
    expect(beside('mondayEarly', 'ArrowLeft')).toBeUndefined();
    expect(beside('mondayEarly', 'ArrowUp')).toBeUndefined();
    expect(beside('mondayEarly', 'Home')).toBeUndefined();
  });
});

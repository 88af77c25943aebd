type ArrowKey = 'ArrowLeft' | 'ArrowUp' | 'ArrowRight' | 'ArrowDown';
type Box = Pick<DOMRect, 'left' | 'right' | 'top' | 'bottom'>;

/**
 * How many pixels farther away something counts for each pixel by which it lies beside the line of the arrow: up and down
 * stay within a day as long as they can, left and right go to the next day whatever its hours.
 */
const WEIGHT_OF_BESIDE = { upAndDown: 100, leftAndRight: 0.1 } as const;

/**
 * The element that lies next to another one in the direction of an arrow key; `undefined` for other keys and where there is
 * none. It goes by what is on screen, and so is right in each view and in both directions of writing.
 */
export function elementBeside(
  from: Element,
  key: string,
  others: readonly HTMLElement[],
): HTMLElement | undefined {
  if (!isArrowKey(key)) {
    return undefined;
  }
  const weight = /Up|Down/.test(key) ? WEIGHT_OF_BESIDE.upAndDown : WEIGHT_OF_BESIDE.leftAndRight;
  const origin = turned(from.getBoundingClientRect(), key);
  let nearest: HTMLElement | undefined;
  let shortest = Infinity;
  for (const other of others) {
    const box = turned(other.getBoundingClientRect(), key);
    const ahead = middle(box.top, box.bottom) - middle(origin.top, origin.bottom);
    const beside = Math.max(0, box.left - origin.right, origin.left - box.right);
    const distance = ahead + weight * beside;
    if (ahead > 1 && distance < shortest) {
      [nearest, shortest] = [other, distance];
    }
  }
  return nearest;
}

/** The box as it is when the page is turned so that the arrow points down. */
function turned({ left, right, top, bottom }: Box, key: ArrowKey): Box {
  switch (key) {
    case 'ArrowDown':
      return { left, right, top, bottom };
    case 'ArrowUp':
      return { left, right, top: -bottom, bottom: -top };
    case 'ArrowRight':
      return { left: top, right: bottom, top: left, bottom: right };
    case 'ArrowLeft':
      return { left: top, right: bottom, top: -right, bottom: -left };
  }
}

function middle(start: number, end: number): number {
  return (start + end) / 2;
}

function isArrowKey(key: string): key is ArrowKey {
  return /^Arrow(Left|Up|Right|Down)$/.test(key);
}

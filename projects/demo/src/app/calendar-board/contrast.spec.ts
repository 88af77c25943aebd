import { contrastRatio, mix, readableOn } from './contrast';

describe('contrast', () => {
  it('contrastRatio returns WCAG’s ratio, from 1 to 21', () => {
    expect(contrastRatio('#000000', '#ffffff')).toBe(21);
    expect(contrastRatio('#777', '#ffffff')).toBeCloseTo(4.48, 2);
    expect(contrastRatio('#fff', '#FFFFFF')).toBe(1);
  });

  it('readableOn chooses dark text on light colours and light text on dark ones', () => {
    expect(readableOn('#fbd75b')).toBe('#10161f');
    expect(readableOn('#1f5fa8')).toBe('#ffffff');
  });

  it('readableOn reaches WCAG’s 4.5 on every event tint, on a light and on a dark board', () => {
    const steps = [0, 51, 102, 153, 204, 255];
    const hex = (channel: number) => channel.toString(16).padStart(2, '0');
    const colors = steps.flatMap((r) =>
      steps.flatMap((g) => steps.map((b) => `#${hex(r)}${hex(g)}${hex(b)}`)),
    );
    const worst = ['#ffffff', '#161b22'].flatMap((background) =>
      colors.map((color) => {
        const tint = mix(color, background, 0.34) ?? '';
        return contrastRatio(tint, readableOn(tint) ?? '') ?? 0;
      }),
    );
    expect(worst.length).toBe(432);
    expect(Math.min(...worst)).toBeGreaterThan(4.5);
  });

  it('mix returns the same colour as CSS’s color-mix', () => {
    expect(mix('#ff0000', '#0000ff', 0.25)).toBe('#4000bf');
    expect(mix('#123456', '#ffffff', 1)).toBe('#123456');
    expect(mix('#123456', '#fff', 0)).toBe('#ffffff');
  });

  it('returns undefined for what is not written #rgb or #rrggbb', () => {
    expect(readableOn('rebeccapurple')).toBeUndefined();
    expect(mix('#12345', '#ffffff', 0.5)).toBeUndefined();
    expect(contrastRatio('', '#fff')).toBeUndefined();
  });
});

import { createHash } from 'node:crypto';
import { sha256 } from './sha-256.ts';

describe('sha256', () => {
  it('sha256: has the hash that Node has, for texts of every length around a block', () => {
    const texts = Array.from({ length: 200 }, (_, length) => 'é€🎨x'.repeat(50).slice(0, length));
    for (const text of texts) {
      expect(Buffer.from(sha256(text)).toString('hex'))
        .withContext(text)
        .toBe(createHash('sha256').update(text).digest('hex'));
    }
  });
});

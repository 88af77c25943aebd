import { useEmulator } from '../testing/api-client.ts';

describe('The time that the emulator took', () => {
  const emulator = useEmulator();

  it('is said in every answer, also in refusals', async () => {
    for (const path of ['colors', 'nowhere']) {
      const { headers } = await emulator.as().call(path);
      expect(headers.get('Server-Timing')).toMatch(/^emulator;dur=\d+\.\d\d$/);
    }
  });

  it('is for a page’s resource timing, and no header that scripts may read', async () => {
    const { headers } = await emulator.as().call('colors', {
      headers: { Origin: 'http://localhost:4200' },
    });
    expect(headers.get('Timing-Allow-Origin')).toBe('*');
    expect(headers.get('Access-Control-Expose-Headers')).not.toMatch(/timing/i);
  });

  it('does not count what a fault makes it wait', async () => {
    emulator.control.addFault({ path: '/calendar/v3/colors', delayMs: 300 });
    const { headers } = await emulator.as().call('colors');
    expect(Number(/[\d.]+$/.exec(headers.get('Server-Timing') ?? '')?.[0])).toBeLessThan(300);
  });
});

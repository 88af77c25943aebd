import { useEmulator } from '../testing/api-client.ts';

describe('Server-Timing', () => {
  const emulator = useEmulator();

  it('Server-Timing: is in every answer, errors included', async () => {
    for (const path of ['colors', 'nowhere']) {
      const { headers } = await emulator.as().call(path);
      expect(headers.get('Server-Timing')).toMatch(/^emulator;dur=\d+\.\d\d$/);
    }
  });

  it('Server-Timing: pages see it in their resource timing and cannot read the header', async () => {
    const { headers } = await emulator.as().call('colors', {
      headers: { Origin: 'http://localhost:4200' },
    });
    expect(headers.get('Timing-Allow-Origin')).toBe('*');
    expect(headers.get('Access-Control-Expose-Headers')).not.toMatch(/timing/i);
  });

  it('Server-Timing: the delay of a fault is not counted', async () => {
    emulator.control.addFault({ path: '/calendar/v3/colors', delayMs: 300 });
    const { headers } = await emulator.as().call('colors');
    expect(Number(/[\d.]+$/.exec(headers.get('Server-Timing') ?? '')?.[0])).toBeLessThan(300);
  });
});

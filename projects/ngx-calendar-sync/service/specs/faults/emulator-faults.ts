/** How often each fault occurs: 0 is until it is cleared. */
export const FAULT_COUNTS = { once: 1, lasting: 0 };

/** The faults of an emulator. */
export class EmulatorFaults {
  readonly #control: string;

  /** @param emulatorUrl Where the emulator is. */
  constructor(emulatorUrl: string) {
    this.#control = `${emulatorUrl}/_emulator`;
  }

  /** Adds a fault. Returns its number. */
  readonly add = async (rule: object): Promise<number> => {
    const { id } = (await this.#post('fault', rule)) as { readonly id: number };
    return id;
  };

  readonly clear = async (): Promise<void> => {
    await this.#post('clearFaults', {});
  };

  /** The numbers of the faults that have met a request since faults were cleared last. */
  readonly fired = async (): Promise<ReadonlySet<number>> => {
    const response = await fetch(`${this.#control}/faults`);
    const rules = (await response.json()) as readonly {
      readonly id: number;
      readonly fired: number;
    }[];
    return new Set(rules.filter(({ fired }) => fired > 0).map(({ id }) => id));
  };

  async #post(action: string, body: object): Promise<unknown> {
    const response = await fetch(`${this.#control}/${action}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
    });
    if (!response.ok) {
      throw new Error(`${action}: ${response.status} ${await response.text()}`);
    }
    return response.json();
  }
}

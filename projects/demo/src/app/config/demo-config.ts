import { DOCUMENT, inject, Injectable, signal } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { filter, fromEvent } from 'rxjs';
import { CHOSEN_WAY_KEY, readChosenWay } from './chosen-way';
import type { ConfigFile } from './config-file';
import { emulatorTokens } from './emulator-tokens';
import { configuredWays, type SignInWay } from './sign-in-way';

/** The configuration that the app fetches at run time, as `config.json`, for the way to sign in that is in use. */
export interface DemoConfig extends ConfigFile {
  /** The way to sign in that is in use. */
  readonly way: SignInWay;
  /** The ways that can be used here. The first one is in use where this browser keeps no choice. */
  readonly ways: readonly [SignInWay, ...SignInWay[]];
}

@Injectable({ providedIn: 'root' })
export class DemoConfigLoader {
  readonly #config = signal<DemoConfig | undefined>(undefined);
  readonly #wayChangedElsewhere = signal(false);
  #loading: Promise<DemoConfig> | undefined;

  /** `undefined` until it is loaded. */
  readonly config = this.#config.asReadonly();
  /**
   * Whether another tab has chosen another way than the one in use here. The tabs share one session, so this one has to be
   * loaded anew; when, its user decides, who may be in the middle of typing.
   */
  readonly wayChangedElsewhere = this.#wayChangedElsewhere.asReadonly();

  constructor() {
    const { defaultView: window } = inject(DOCUMENT);
    if (window) {
      fromEvent<StorageEvent>(window, 'storage')
        .pipe(
          filter(({ key }) => key === CHOSEN_WAY_KEY),
          takeUntilDestroyed(),
        )
        .subscribe(() => {
          const config = this.#config();
          this.#wayChangedElsewhere.set(
            config !== undefined && chosenOf(config.ways) !== config.way,
          );
        });
    }
  }

  /** Fetches the configuration once; after a failure the next call tries again. */
  load(): Promise<DemoConfig> {
    this.#loading ??= this.#fetch().catch((error: unknown) => {
      this.#loading = undefined;
      throw error;
    });
    return this.#loading;
  }

  async #fetch(): Promise<DemoConfig> {
    const response = await fetch('config.json');
    if (!response.ok) {
      throw new Error(`config.json: ${response.status}`);
    }
    const config = demoConfig((await response.json()) as ConfigFile);
    this.#config.set(config);
    return config;
  }
}

/** Applies the way that this browser's user has chosen; where it is not offered any more, the first one. */
export function demoConfig(file: ConfigFile): DemoConfig {
  const offered = configuredWays(file, emulatorTokens);
  const [first, ...others] = offered;
  const ways = [first.way, ...others.map((one) => one.way)] as const;
  const chosen = chosenOf(ways);
  const { way, config } = offered.find((one) => one.way === chosen) ?? first;
  return { ...config, way, ways };
}

function chosenOf(ways: DemoConfig['ways']): SignInWay {
  const chosen = readChosenWay(ways[0]);
  return chosen && ways.includes(chosen) ? chosen : ways[0];
}

import { Subject } from 'rxjs';

/** The network of a test, which may be cut. */
export class TestNetwork {
  readonly #wake = new Subject<void>();
  #isCut = false;

  /** Emits when it is there again. */
  readonly back$ = this.#wake.asObservable();

  get isCut(): boolean {
    return this.#isCut;
  }

  cut(): void {
    this.#isCut = true;
  }

  restore(): void {
    this.#isCut = false;
    this.#wake.next();
  }
}

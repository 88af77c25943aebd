import { decoded } from './html-entities';

const BULLET = '• ';

/** Lines of text, as a browser makes them of what is between the tags. */
export class TextLines {
  /** Whether a bullet stands before the next text, in whatever block of an item that is. */
  hasBullet = false;
  readonly #lines: string[] = [];
  #line = '';
  /** Remembered, since a look at the end of a line that has been put together copies the line. */
  #isSpaceSeen = true;
  #link: { readonly address: string; label: string } | undefined;

  /** @param isPreformatted whether a line of the source is one of the page */
  constructor(public isPreformatted: boolean) {}

  add(html: string): void {
    if (this.isPreformatted) {
      const [first = '', ...more] = decoded(html).split(/\r\n|\r|\n/);
      this.#append(first);
      for (const line of more) {
        this.breakLine();
        this.#append(line);
      }
      return;
    }
    const spaced = html.replace(/[ \t\r\n\f]+/g, ' ');
    this.#append(decoded(this.#isSpaceSeen && spaced.startsWith(' ') ? spaced.slice(1) : spaced));
  }

  addSpace(): void {
    if (!this.#isSpaceSeen) {
      this.#append(' ');
    }
  }

  /** @param address as it is written, with its entities */
  beginLink(address: string): void {
    this.#link = { address: decoded(address), label: '' };
  }

  /** Adds the address unless that is what the link says. Nobody is shown an address of another scheme than these. */
  endLink(): void {
    const ended = this.#link;
    this.#link = undefined;
    if (ended && /^(https?:|mailto:)/i.test(ended.address)) {
      const [words, shown] = [ended.label.trim(), ended.address.replace(/^mailto:/i, '')];
      this.#append(words && words !== shown ? ` (${shown})` : '');
    }
  }

  breakLine(): void {
    this.#lines.push(this.#line);
    this.#line = '';
    this.#isSpaceSeen = true;
  }

  endLine(): void {
    if (this.#line !== '') {
      this.breakLine();
    }
  }

  whole(): readonly string[] {
    this.endLine();
    return this.#lines;
  }

  #append(text: string): void {
    if (text === '') {
      return;
    }
    if (this.hasBullet && text.trim() !== '') {
      this.#line += BULLET;
      this.hasBullet = false;
    }
    this.#line += text;
    this.#isSpaceSeen = text.endsWith(' ');
    if (this.#link) {
      this.#link.label += text;
    }
  }
}

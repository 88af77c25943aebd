import type { Row } from './packs';

/** How much of a new copy was put aside. */
interface Extent {
  readonly generation: number;
  readonly pages: number;
}

/** What this tab has put aside, so that it need not be read again to be sorted. */
export class StagedRows {
  readonly #calendars = new Map<string, Extent & { readonly pagesOfRows: (readonly Row[])[] }>();

  /** Of a copy that another tab, or this one before a reload, has begun, nothing is kept. */
  add(calendarId: string, extent: Extent, rows: readonly Row[], first: boolean): void {
    const known = this.#calendars.get(calendarId);
    const pagesOfRows = [...(first ? [] : (known?.pagesOfRows ?? [])), rows];
    this.#calendars.delete(calendarId);
    if (first || known?.generation === extent.generation) {
      this.#calendars.set(calendarId, { ...extent, pagesOfRows });
    }
  }

  /** All of it, where this tab has put all of it aside; it is not kept any longer. */
  take(calendarId: string, { generation, pages }: Extent): readonly Row[] | undefined {
    const known = this.#calendars.get(calendarId);
    this.#calendars.delete(calendarId);
    const isAll = known?.generation === generation && known.pages === pages;
    return isAll ? known.pagesOfRows.flat() : undefined;
  }
}

import { ɵorNotLoaded as orNotLoaded } from 'ngx-calendar-sync/base';
import { ɵfixedOffset as fixedOffset, ɵZoneClock as ZoneClock } from 'ngx-calendar-sync/core';
import type { WindowsZoneTable } from './windows-zone-table';

/** Zones that Outlook names like an address: `tzone://Microsoft/Utc`, and `…/Custom` for one without a name. */
const OUTLOOK_ADDRESS = /^tzone:\/\/Microsoft\//i;
const OUTLOOK_UTC = 'tzone://microsoft/utc';

/**
 * Outlook names time zones as Windows does; everybody else uses the IANA database. The table between the two is loaded when
 * it is first needed.
 */
export class TimeZoneNames {
  #table: WindowsZoneTable | undefined;

  /** Whether {@link ianaName} knows none of these only because the table is not loaded yet. */
  needsTable(names: Iterable<string | null | undefined>): boolean {
    return (
      this.#table === undefined &&
      [...new Set(names)].some((name) => !!name && !OUTLOOK_ADDRESS.test(name) && !isKnown(name))
    );
  }

  /**
   * Loads the table between the names of Windows and those of the IANA database.
   * @throws CalendarSyncError `script-failed` or `offline` where it cannot be loaded.
   */
  async load(): Promise<void> {
    if (!this.#table) {
      const { readWindowsZoneTable } = await orNotLoaded(import('./windows-zone-table'));
      this.#table ??= readWindowsZoneTable();
    }
  }

  /**
   * The IANA name of a zone as Graph names it, one that the browser can calculate with; `undefined` for a zone without a
   * name, for names that nobody knows, and for those of Windows until the table is loaded.
   */
  ianaName(name: string | null | undefined): string | undefined {
    if (!name || OUTLOOK_ADDRESS.test(name)) {
      return name?.toLowerCase() === OUTLOOK_UTC ? 'UTC' : undefined;
    }
    return isKnown(name)
      ? name
      : this.#table?.zonesByWindowsName.get(name.toLowerCase())?.find(isKnown);
  }

  /**
   * The name by which Graph is told a zone, which takes the names of Windows and only some of the IANA database. A zone that
   * Windows does not have keeps its name, and so does each until the table is loaded.
   */
  graphName(ianaName: string): string {
    const names = this.#table?.windowsNames;
    return names?.get(ianaName) ?? names?.get(currentBrowserName(ianaName) ?? '') ?? ianaName;
  }
}

/** Of an IANA name: a clock is also found for a fixed offset such as `UTC-11`, which is a name of Windows. */
function isKnown(name: string): boolean {
  return fixedOffset(name) === undefined && ZoneClock.find(name) !== undefined;
}

/** Aliases such as `GB` have another name in the browser's own list; `undefined` for a name that it does not know. */
function currentBrowserName(ianaName: string): string | undefined {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: ianaName }).resolvedOptions().timeZone;
  } catch {
    return undefined;
  }
}

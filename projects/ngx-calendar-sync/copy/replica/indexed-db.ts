/** What may happen to a database while it is open here. */
export interface DatabaseEvents {
  /**
   * Somebody waits for this connection to be closed: a newer version of the app that upgrades the database, or, with
   * `null`, code that deletes it.
   */
  readonly onVersionChange: (version: number | null) => void;
  /** The browser has closed the connection, as when the user deletes the site's data: the records are lost. */
  readonly onClose: () => void;
}

/** The result of a request of IndexedDB. */
export function resultOf<R>(request: IDBRequest<R>): Promise<R> {
  const result = new Promise<R>((resolve, reject) => {
    request.onsuccess = () => {
      resolve(request.result);
    };
    request.onerror = () => {
      reject(request.error ?? aborted());
    };
  });
  // After one request has failed, nobody awaits the others: their rejections would be reported as unhandled.
  result.catch(() => undefined);
  return result;
}

/** Resolves when the transaction has ended: to `undefined` where it is complete, else to the reason why it is not. */
export function outcomeOf(transaction: IDBTransaction): Promise<DOMException | undefined> {
  return new Promise((resolve) => {
    transaction.oncomplete = () => {
      resolve(undefined);
    };
    transaction.onabort = () => {
      resolve(transaction.error ?? aborted());
    };
  });
}

/**
 * Opens a database. One with a lower version, or a new one, is brought to `version` by `upgrade` first.
 * @throws DOMException `VersionError` where the database has a higher version.
 */
export async function openDatabase(
  name: string,
  version: number,
  upgrade: (database: IDBDatabase, oldVersion: number) => void,
  events?: DatabaseEvents,
): Promise<IDBDatabase> {
  const request = indexedDB.open(name, version);
  request.onupgradeneeded = ({ oldVersion }) => {
    upgrade(request.result, oldVersion);
  };
  const database = await resultOf(request);
  database.onversionchange = ({ newVersion }) => {
    events?.onVersionChange(newVersion);
  };
  database.onclose = () => {
    events?.onClose();
  };
  return database;
}

/** Resolves when nobody has the database open any more and it is deleted. */
export async function deleteDatabase(name: string): Promise<void> {
  await resultOf(indexedDB.deleteDatabase(name));
}

function aborted(): DOMException {
  return new DOMException('The transaction was aborted.', 'AbortError');
}

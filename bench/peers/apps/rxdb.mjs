import { createRxDatabase } from 'rxdb';
import { replicateRxCollection } from 'rxdb/plugins/replication';
import { getRxStorageDexie } from 'rxdb/plugins/storage-dexie';

const database = await createRxDatabase({ name: 'calendar', storage: getRxStorageDexie() });
const { events } = await database.addCollections({
  events: {
    schema: {
      version: 0,
      primaryKey: 'id',
      type: 'object',
      properties: { id: { type: 'string', maxLength: 1024 }, start: { type: 'number' } },
    },
  },
});
replicateRxCollection({
  collection: events,
  replicationIdentifier: 'events',
  pull: { handler: async () => ({ documents: [], checkpoint: {} }) },
  push: { handler: async () => [] },
});
events.find({ selector: { start: { $gt: 0 } } }).$.subscribe(console.log);

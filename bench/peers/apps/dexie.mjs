import { Dexie, liveQuery } from 'dexie';

const database = new Dexie('calendar');
database.version(1).stores({ events: 'id, start' });
await database.table('events').bulkPut([{ id: 'lunch', start: 1 }]);
liveQuery(() => database.table('events').where('start').between(0, 2).toArray()).subscribe(
  console.log,
);

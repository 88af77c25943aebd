import type { SeedUser } from '../seed.ts';

export interface Person {
  readonly name: string;
  readonly email: string;
}

/** The first account. She designs the lighting of exhibitions in a small studio in Berlin. */
export const ADA: SeedUser = {
  email: 'ada.meyer@example.com',
  name: 'Ada Meyer',
  timeZone: 'Europe/Berlin',
  locale: 'en-GB',
};

/** The second account. He is Ada's partner, a nurse and the secretary of the canoe club. */
export const JONAS: SeedUser = {
  email: 'jonas.okafor@example.com',
  name: 'Jonas Okafor',
  timeZone: 'Europe/Berlin',
  locale: 'de-DE',
};

// Colleagues in the studio
export const LEYLA: Person = { name: 'Leyla Demir', email: 'leyla.demir@studio-halde.example' };
export const TOMASZ: Person = { name: 'Tomasz Zieliński', email: 'tomasz@studio-halde.example' };
export const HENRIKE: Person = { name: 'Henrike Voss', email: 'henrike@studio-halde.example' };
export const EMEKA: Person = { name: 'Emeka Bauer', email: 'emeka@studio-halde.example' };

// Clients and suppliers of the studio
export const PRIYA: Person = { name: 'Priya Raman', email: 'p.raman@whitcomb-museum.example' };
export const MARCUS: Person = { name: 'Marcus Ellery', email: 'm.ellery@whitcomb-museum.example' };
export const HARUKI: Person = { name: '佐藤 春樹', email: 'sato@kiriko-museum.example' };
export const NOOR: Person = { name: 'نور حداد', email: 'noor@haddad-type.example' };
export const YAEL: Person = { name: 'יעל בן־עמי', email: 'yael@beit-or.example' };
export const OKSANA: Person = { name: 'Оксана Коваленко', email: 'oksana@skloteka.example' };

// Family and friends
export const RENATE: Person = { name: 'Renate Meyer', email: 'renate.meyer@example.org' };
export const FELIX: Person = { name: 'Felix Meyer', email: 'felix.meyer@example.org' };
export const ILSE: Person = { name: 'Ilse Brandt', email: 'ilse.brandt@example.org' };
export const SOFIA: Person = { name: 'Sofía Iglesias', email: 'sofia.iglesias@example.net' };
export const ANOUK: Person = { name: 'Anouk Lefèvre', email: 'anouk@example.net' };

/** A meeting room, which is invited as a resource. */
export const BIG_TABLE: Person = {
  name: 'The big table (12 seats)',
  email: 'big-table@resource.calendar.google.com',
};

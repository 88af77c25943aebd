import type { SeedUser } from '../seed.ts';

export interface Person {
  readonly name: string;
  readonly email: string;
}

/** Lights exhibitions for a small studio in Berlin. The account the demo is made for. */
export const ada: SeedUser = {
  email: 'ada.meyer@example.com',
  name: 'Ada Meyer',
  timeZone: 'Europe/Berlin',
  locale: 'en-GB',
};

/** Ada's partner, a nurse, and the secretary of the canoe club. The second account of the consent page. */
export const jonas: SeedUser = {
  email: 'jonas.okafor@example.com',
  name: 'Jonas Okafor',
  timeZone: 'Europe/Berlin',
  locale: 'de-DE',
};

// The studio
export const leyla: Person = { name: 'Leyla Demir', email: 'leyla.demir@studio-halde.example' };
export const tomasz: Person = { name: 'Tomasz Zieliński', email: 'tomasz@studio-halde.example' };
export const henrike: Person = { name: 'Henrike Voss', email: 'henrike@studio-halde.example' };
export const emeka: Person = { name: 'Emeka Bauer', email: 'emeka@studio-halde.example' };

// Museums and makers the studio works with
export const priya: Person = { name: 'Priya Raman', email: 'p.raman@whitcomb-museum.example' };
export const marcus: Person = { name: 'Marcus Ellery', email: 'm.ellery@whitcomb-museum.example' };
export const haruki: Person = { name: '佐藤 春樹', email: 'sato@kiriko-museum.example' };
export const noor: Person = { name: 'نور حداد', email: 'noor@haddad-type.example' };
export const yael: Person = { name: 'יעל בן־עמי', email: 'yael@beit-or.example' };
export const oksana: Person = { name: 'Оксана Коваленко', email: 'oksana@skloteka.example' };

// Family and friends
export const renate: Person = { name: 'Renate Meyer', email: 'renate.meyer@example.org' };
export const felix: Person = { name: 'Felix Meyer', email: 'felix.meyer@example.org' };
export const ilse: Person = { name: 'Ilse Brandt', email: 'ilse.brandt@example.org' };
export const sofia: Person = { name: 'Sofía Iglesias', email: 'sofia.iglesias@example.net' };
export const anouk: Person = { name: 'Anouk Lefèvre', email: 'anouk@example.net' };

/** A meeting room takes part like a person does, as a resource. */
export const bigTable: Person = {
  name: 'The big table (12 seats)',
  email: 'big-table@resource.calendar.google.com',
};

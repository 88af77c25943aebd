import type { ErrorTexts } from './error-texts';

/** Hungarian. */
export const texts: ErrorTexts = {
  'invalid-config': 'A naptár nincs jól beállítva. Kérjük, jelezze az oldal üzemeltetőjének.',
  'not-ready': 'A bejelentkezés előkészítése még tart. Kérjük, próbálja meg kicsit később.',
  'script-failed':
    'A naptár egy része nem töltődött be. Ellenőrizze a kapcsolatot, és töltse be újra az oldalt.',
  'popup-blocked':
    'A böngésző letiltotta a naptárszolgáltatás egyik ablakát. Engedélyezze az előugró ablakokat ezen az oldalon, majd próbálja meg újra.',
  'popup-closed': 'A bejelentkezési ablakot bezárták. Bármikor újra bejelentkezhet.',
  'access-denied':
    'A hozzáférést megtagadták. Jelentkezzen be újra, és engedélyezze, vagy kérdezze meg a rendszergazdát.',
  'no-refresh-token': 'Csak egy óráig maradhat bejelentkezve. Utána kérjük, jelentkezzen be újra.',
  'cross-site-cookies':
    'A böngésző nem engedi, hogy itt bejelentkezve maradjon. A bejelentkezés csak egy óráig tart.',
  'scopes-refused':
    'A naptárai csak akkor jelenhetnek meg, ha engedélyezi a megtekintésüket. Jelentkezzen be újra, és jelölje be az engedélyt.',
  'signed-out': 'Nincs bejelentkezve.',
  'sign-out-pending': 'Itt kijelentkezett. A kiszolgáló értesül erről, amint elérhető.',
  expired: 'A bejelentkezése lejárt. Kérjük, jelentkezzen be újra.',
  forbidden: 'Ezt ebben a naptárban nem teheti meg.',
  'insufficient-scopes': 'Ehhez olyan engedély kell, amelyet még nem adott meg.',
  'not-found': 'Ez a naptár vagy esemény nem létezik, vagy nem láthatja.',
  conflict:
    'Ezt az eseményt közben valaki más módosította. Nézze meg az új változatot, majd próbálja újra.',
  duplicate: 'Ez az esemény már létezik.',
  deleted: 'Ezt az eseményt törölték.',
  'cursor-lost': 'A naptár újratöltése folyamatban van.',
  'rate-limited': 'Jelenleg túl sok a kérés. Kérjük, próbálja újra néhány perc múlva.',
  'quota-exceeded': 'A naptárszolgáltatás most nem fogad több kérést. Kérjük, próbálja meg később.',
  'invalid-event': 'Az esemény így nem menthető. Kérjük, ellenőrizze a megadott adatokat.',
  'invalid-request': 'Ez a kérés nem hajtható végre.',
  'pending-writes':
    'A módosítások még nincsenek elmentve a naptárszolgáltatónál. Várja meg, amíg elmentődnek, vagy jelentkezzen ki nélkülük.',
  offline: 'Nincs internetkapcsolat. Kérjük, ellenőrizze a kapcsolatot.',
  unavailable: 'A naptárszolgáltatás nem válaszol. Kérjük, próbálja meg később.',
  cancelled: 'A művelet megszakadt.',
  unexpected: 'Valami hiba történt. Kérjük, próbálja újra.',
};

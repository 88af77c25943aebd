import type { ErrorTexts } from './error-texts';

/** German. */
export const texts: ErrorTexts = {
  'invalid-config':
    'Der Kalender ist nicht richtig eingerichtet. Bitte sagen Sie dem Betreiber dieser Seite Bescheid.',
  'not-ready': 'Die Anmeldung wird noch vorbereitet. Bitte versuchen Sie es gleich noch einmal.',
  'script-failed':
    'Ein Teil des Kalenders konnte nicht geladen werden. Prüfen Sie die Verbindung und laden Sie die Seite neu.',
  'popup-blocked':
    'Der Browser hat ein Fenster des Kalenderdienstes blockiert. Erlauben Sie Pop-ups für diese Seite und versuchen Sie es noch einmal.',
  'popup-closed':
    'Das Anmeldefenster wurde geschlossen. Sie können sich jederzeit noch einmal anmelden.',
  'access-denied':
    'Der Zugriff wurde verweigert. Melden Sie sich noch einmal an und erlauben Sie ihn, oder fragen Sie Ihren Administrator.',
  'no-refresh-token':
    'Sie können nur eine Stunde angemeldet bleiben. Bitte melden Sie sich danach noch einmal an.',
  'cross-site-cookies':
    'Ihr Browser lässt nicht zu, dass Sie hier angemeldet bleiben. Die Anmeldung hält nur eine Stunde.',
  'scopes-refused':
    'Ohne die Berechtigung, Ihre Kalender zu sehen, können sie nicht angezeigt werden. Melden Sie sich noch einmal an und setzen Sie das Häkchen.',
  'signed-out': 'Sie sind nicht angemeldet.',
  'sign-out-pending':
    'Sie sind hier abgemeldet. Der Server erfährt davon, sobald er erreichbar ist.',
  expired: 'Ihre Anmeldung ist abgelaufen. Bitte melden Sie sich noch einmal an.',
  forbidden: 'Das dürfen Sie in diesem Kalender nicht.',
  'insufficient-scopes': 'Dafür fehlt eine Berechtigung, die Sie noch nicht erteilt haben.',
  'not-found': 'Diesen Kalender oder Termin gibt es nicht, oder Sie dürfen ihn nicht sehen.',
  conflict:
    'Jemand anderes hat diesen Termin inzwischen geändert. Sehen Sie sich die neue Fassung an und versuchen Sie es dann noch einmal.',
  duplicate: 'Diesen Termin gibt es schon.',
  deleted: 'Dieser Termin wurde gelöscht.',
  'cursor-lost': 'Der Kalender wird neu geladen.',
  'rate-limited':
    'Zurzeit gibt es zu viele Anfragen. Bitte versuchen Sie es in ein paar Minuten noch einmal.',
  'quota-exceeded':
    'Der Kalenderdienst lässt zurzeit keine weiteren Anfragen zu. Bitte versuchen Sie es später noch einmal.',
  'invalid-event': 'So kann der Termin nicht gespeichert werden. Bitte prüfen Sie Ihre Eingaben.',
  'invalid-request': 'Diese Anfrage kann nicht ausgeführt werden.',
  'pending-writes':
    'Änderungen sind noch nicht beim Kalenderdienst gespeichert. Warten Sie, bis sie es sind, oder melden Sie sich ohne sie ab.',
  offline: 'Sie sind offline. Bitte prüfen Sie Ihre Verbindung.',
  unavailable: 'Der Kalenderdienst antwortet nicht. Bitte versuchen Sie es später noch einmal.',
  cancelled: 'Der Vorgang wurde abgebrochen.',
  unexpected: 'Etwas ist schiefgegangen. Bitte versuchen Sie es noch einmal.',
};

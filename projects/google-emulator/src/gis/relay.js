// @ts-check
/* global document, setTimeout, window */
// Runs in the last page of a sign-in window. A page that was opened in another way has no opener to answer.
const relay = document.getElementById('relay');
const { origin, message } = relay?.dataset ?? {};
if (window.opener && origin && message) {
  window.opener.postMessage(JSON.parse(message), origin);
  // The opener closes this window once it has the answer. Close it here in case that the opener is gone.
  setTimeout(() => window.close(), 2000);
}

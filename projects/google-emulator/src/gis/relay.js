// @ts-check
/* global document, setTimeout, window */
// The last page of a sign-in window. Opened in any other way there is nobody to tell.
const relay = document.getElementById('relay');
const { origin, message } = relay?.dataset ?? {};
if (window.opener && origin && message) {
  window.opener.postMessage(JSON.parse(message), origin);
  // The opener closes this window when it has the answer; this is for one that does not.
  setTimeout(() => window.close(), 2000);
}

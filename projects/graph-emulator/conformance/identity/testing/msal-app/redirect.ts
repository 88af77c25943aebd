import { broadcastResponseToMainFrame } from '@azure/msal-browser/redirect-bridge';

// A sign-out by redirect comes here without an answer: back to the page that it began on.
broadcastResponseToMainFrame().catch(() => {
  document.body.append('Signed out');
});

/** MSAL's own redirect page, which hands the answer of the sign-in window to the app. */
import { broadcastResponseToMainFrame } from '@azure/msal-browser/redirect-bridge';

await broadcastResponseToMainFrame();

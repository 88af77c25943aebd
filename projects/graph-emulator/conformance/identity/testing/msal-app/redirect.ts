import { broadcastResponseToMainFrame } from '@azure/msal-browser/redirect-bridge';

// The page of the redirect URI. It has no Cross-Origin-Opener-Policy, so that the app hears it from any window and frame.
void broadcastResponseToMainFrame();

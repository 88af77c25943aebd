import { createElement } from 'react';
import { createRoot } from 'react-dom/client';
import { GoogleOAuthProvider, useGoogleLogin } from '@react-oauth/google';

function SignIn() {
  const onClick = useGoogleLogin({ onSuccess: console.log });
  return createElement('button', { onClick }, 'Sign in');
}

createRoot(globalThis.document.body).render(
  createElement(GoogleOAuthProvider, { clientId: 'id' }, createElement(SignIn)),
);

import { initializeApp } from 'firebase/app';
import { getAuth, GoogleAuthProvider, signInWithPopup } from 'firebase/auth';

await signInWithPopup(getAuth(initializeApp({ projectId: 'id' })), new GoogleAuthProvider());

import { initializeApp } from 'firebase/app';
import { getAuth, GoogleAuthProvider, signInWithPopup } from 'firebase/auth';
import {
  collection,
  initializeFirestore,
  onSnapshot,
  persistentLocalCache,
  persistentMultipleTabManager,
  query,
  where,
} from 'firebase/firestore';

const app = initializeApp({ projectId: 'id' });
await signInWithPopup(getAuth(app), new GoogleAuthProvider());
const database = initializeFirestore(app, {
  localCache: persistentLocalCache({ tabManager: persistentMultipleTabManager() }),
});
onSnapshot(query(collection(database, 'events'), where('start', '>', 0)), console.log);

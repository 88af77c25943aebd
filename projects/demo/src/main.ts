import { loadLanguage } from './app/language/load-language';

// The app is imported last: importing it evaluates texts, which have to be in its language by then.
loadLanguage()
  .then(() => import('./app/start-app'))
  .then(({ startApp }) => startApp())
  .catch(reportError);

export { appLocale as browserLocale, firstUsableLocale } from '../language/app-locale';

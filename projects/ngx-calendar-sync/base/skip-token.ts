import { HttpContextToken } from '@angular/common/http';

/** Set to true on a request that must go to the provider without the user's token, such as one with an API key. */
export const SKIP_TOKEN = new HttpContextToken<boolean>(() => false);

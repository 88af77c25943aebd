import { Injectable } from '@angular/core';

/** The refresh token where a token server hands it to the page. It is kept in memory alone and ends with the page. */
@Injectable()
export class RefreshTokenMemory {
  token: string | undefined;
}

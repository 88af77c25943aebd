import { Injectable } from '@angular/core';

/** The refresh token of the contract mode, while its page lives. */
@Injectable()
export class RefreshTokenMemory {
  token: string | undefined;
}

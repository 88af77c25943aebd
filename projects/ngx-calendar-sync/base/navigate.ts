import { DOCUMENT } from '@angular/common';
import { inject, InjectionToken } from '@angular/core';

/** Leaves for another page. */
export const NAVIGATE = /* @__PURE__ */ new InjectionToken<(url: string) => void>(
  'ngx-calendar-sync navigate',
  {
    providedIn: 'root',
    factory: () => {
      const { defaultView } = inject(DOCUMENT);
      return (url) => defaultView?.location.assign(url);
    },
  },
);

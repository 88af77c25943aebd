import { Injector, runInInjectionContext } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { GoogleScript, SCRIPT_WINDOW } from './google-script';

describe('GoogleScript', () => {
  it('load(): a page that enforces trusted types creates the policy once, for the scripts of sign-in and gapi', async () => {
    const policies: string[] = [];
    const trustedTypes = {
      createPolicy: (name: string, rules: { createScriptURL(url: string): string }) => {
        policies.push(name);
        return rules;
      },
    };
    TestBed.configureTestingModule({
      providers: [{ provide: SCRIPT_WINDOW, useValue: { trustedTypes } }],
    });
    const scripts = [1, 2].map(() =>
      runInInjectionContext(TestBed.inject(Injector), () => new GoogleScript()),
    );
    for (const script of scripts) {
      await expectAsync(script.load('/no-such-script.js', 'gapi', () => undefined)).toBeRejected();
    }
    expect(policies).toEqual(['ngx-calendar-sync']);
  });
});

import { VERSION } from '@angular/core';
import { ɵVERSION as LIBRARY } from 'ngx-calendar-sync/base';
import manifest from '../../../package.json';
import { aToken, aUser, anApp, ScriptedSignIn, signedIn } from '../../specs/emulator';

describe('diagnostics()', () => {
  it('has versions, configuration, state, requests and errors', async () => {
    const email = await aUser();
    const service = await signedIn(email);
    await service.getEvents('primary', '2026-05-01', '2026-06-01');
    await expectAsync(service.deleteEvent('primary', 'there-is-no-such-event')).toBeRejected();
    const { versions, configuration, auth, requests, errors } = service.diagnostics();
    expect(versions.library).toBe(manifest.version);
    expect(LIBRARY).toBe(manifest.version);
    expect(versions.angular).toBe(VERSION.full);
    expect(configuration).toEqual(
      jasmine.objectContaining({
        auth: 'client',
        clientId: true,
        apiKey: false,
        otherEndpoints: ['gis', 'gapi', 'api', 'batch', 'userinfo'],
      }),
    );
    expect(auth).toEqual(jasmine.objectContaining({ status: 'signed-in', ready: true }));
    expect(requests['GET calendars/…/events']).toEqual(
      jasmine.objectContaining({ sent: 1, answers: { 200: 1 } }),
    );
    expect(requests['DELETE calendars/…/events/…']?.answers).toEqual({ 404: 1 });
    expect(errors).toEqual([jasmine.objectContaining({ code: 'not-found', status: 404 })]);
  });

  it('has no token, no address, no id and nothing of an event', async () => {
    const secret = 'Divorce lawyer';
    const email = await aUser();
    const token = await aToken(email);
    const gis = new ScriptedSignIn((on) => {
      on.token(token);
    });
    const service = anApp({ clientId: 'emulator.apps.googleusercontent.com', gis });
    await service.initialize();
    await service.signIn();
    const { id } = await service.addEvent(email, { title: secret, start: '2026-05-05' });
    await service.updateEvent(email, { id, title: `${secret}, again` });
    await service.getEvents(email, '2026-05-01', '2026-06-01');
    await service.search(secret, { start: '2026-05-01', end: '2026-06-01' });
    await expectAsync(service.addEvent(`no-${email}`, { start: '2026-05-05' })).toBeRejected();
    const report = JSON.stringify(service.diagnostics());
    for (const never of [secret, email, encodeURIComponent(email), id, token.access_token ?? '']) {
      expect(report).not.toContain(never);
    }
    expect(report.length).toBeGreaterThan(500);
  });
});

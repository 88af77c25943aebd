import { aUser } from '../../outlook/specs/outlook-app';
import { msalTokens } from './msal-tokens';
import { MsalInSpec } from './specs/msal-in-spec';

describe('msalTokens', () => {
  it('MSAL, asked in a gesture: the window opens in the call itself, for the account that is known', async () => {
    const client = new MsalInSpec(await aUser('accept'));
    const { getAccessToken } = msalTokens(client);
    const first = getAccessToken({ interactive: true });
    expect([client.windows, client.askedFor]).toEqual([1, undefined]);
    await first;
    const second = getAccessToken({ interactive: true });
    expect(client.windows).toBe(2);
    expect(client.askedFor).toBe(client);
    await second;
  });

  it('MSAL is prepared once, when its tokens are set up, and its failure is told to who asks', async () => {
    const client = new MsalInSpec(await aUser('accept'));
    let prepared = 0;
    const broken = Object.assign(client, {
      initialize: () => {
        prepared += 1;
        return Promise.reject(new Error('blocked'));
      },
    });
    const { getAccessToken } = msalTokens(broken);
    expect(prepared).toBe(1);
    await expectAsync(getAccessToken({ interactive: false })).toBeRejectedWithError('blocked');
    expect(prepared).toBe(1);
  });

  it('MSAL needs the user: without a gesture nobody is signed in, and no window opens; other failures are told', async () => {
    const client = new MsalInSpec(await aUser('accept'));
    client.setActiveAccount(client);
    const interaction = Object.assign(new Error('ask'), { name: 'InteractionRequiredAuthError' });
    const silent = spyOn(client, 'acquireTokenSilent').and.rejectWith(interaction);
    const { getAccessToken } = msalTokens(client);
    expect(await getAccessToken({ interactive: false })).toBeNull();
    expect(client.windows).toBe(0);
    silent.and.rejectWith(new Error('broken'));
    await expectAsync(getAccessToken({ interactive: false })).toBeRejectedWithError('broken');
  });
});

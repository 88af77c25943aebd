import { ReadResources } from './read-resources';

describe('ReadResources', () => {
  const event = (id: string) => ({ id, etag: '"1"' });

  function readMany(resources: ReadResources, count: number, name: string): void {
    for (let index = 0; index < count; index += 1) {
      resources.remember(event(`${name}-${index}`));
    }
  }

  it('read resources: an event is found by its id and etag, as it was first read', () => {
    const resources = new ReadResources();
    const first = event('standup');
    resources.remember(first);
    resources.remember(event('standup'));
    expect(resources.find('standup', '"1"')).toBe(first);
    expect(resources.find('standup', '"2"')).toBeUndefined();
  });

  it('read resources: an event is found after ten thousand others, and later too if it was read again', () => {
    const resources = new ReadResources();
    const [once, often] = [event('once'), event('often')];
    resources.remember(once);
    resources.remember(often);
    readMany(resources, 10_000, 'others');
    expect(resources.find('once', '"1"')).toBe(once);
    resources.remember(often);
    readMany(resources, 10_000, 'more');
    expect(resources.find('often', '"1"')).toBe(often);
  });

  it('read resources: an event is forgotten after twenty thousand others', () => {
    const resources = new ReadResources();
    resources.remember(event('old'));
    readMany(resources, 20_000, 'others');
    expect(resources.find('old', '"1"')).toBeUndefined();
  });
});

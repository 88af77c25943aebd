import karmaChromeLauncher from 'karma-chrome-launcher';

const [, ChromeHeadless] = karmaChromeLauncher['launcher:ChromeHeadless'];

/** A headless Chromium whose wall clock is in another part of the world: launcher option `timeZone`. */
function ZonedChromium(baseBrowserDecorator, args) {
  ChromeHeadless.call(this, baseBrowserDecorator, args);
  const browser = this._getCommand();
  const options = this._getOptions;
  this._getCommand = () => 'env';
  this._getOptions = (url) => [`TZ=${args.timeZone}`, browser, ...options.call(this, url)];
}
ZonedChromium.prototype = Object.create(ChromeHeadless.prototype, {
  name: { value: 'ZonedChromium' },
});
ZonedChromium.$inject = ['baseBrowserDecorator', 'args'];

export default { 'launcher:ZonedChromium': ['type', ZonedChromium] };

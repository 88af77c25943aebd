import karmaChromeLauncher from 'karma-chrome-launcher';

const [, ChromeHeadless] = karmaChromeLauncher['launcher:ChromeHeadless'];

/** A Karma launcher of a headless Chromium in the time zone of its option `timeZone`. */
function ZonedChromium(baseBrowserDecorator, args) {
  ChromeHeadless.call(this, baseBrowserDecorator, args);
  const browserCommand = this._getCommand();
  const browserOptions = this._getOptions;
  this._getCommand = () => 'env';
  this._getOptions = (url) => [
    `TZ=${args.timeZone}`,
    browserCommand,
    ...browserOptions.call(this, url),
  ];
}
ZonedChromium.prototype = Object.create(ChromeHeadless.prototype, {
  name: { value: 'ZonedChromium' },
});
ZonedChromium.$inject = ['baseBrowserDecorator', 'args'];

export default { 'launcher:ZonedChromium': ['type', ZonedChromium] };

// Microsoft's answer arrives here, in the fragment. It goes to the page that has begun this sign-in, which alone knows the
// name of the channel; that page says when it has it, and then this window is of no more use.
(() => {
  const answer = location.hash.slice(1);
  history.replaceState(null, '', location.pathname);
  const state = new URLSearchParams(answer).get('state');
  if (state === null) {
    window.close();
    return;
  }
  const channel = new BroadcastChannel(`ngx-calendar-sync sign-in ${state}`);
  channel.onmessage = () => {
    window.close();
  };
  channel.postMessage(answer);
})();

// TypeDoc opens the menu of narrow windows by pointer events alone. This opens and closes it by the keyboard, too.
const root = globalThis.document.documentElement;
const trigger = globalThis.document.getElementById('tsd-toolbar-menu-trigger');
const sidebar = globalThis.document.querySelector('.col-sidebar');

function setOpen(isOpen) {
  root.classList.toggle('has-menu', isOpen);
  const target = isOpen ? sidebar?.querySelector('summary, a') : trigger;
  target?.focus();
}

trigger?.addEventListener('click', (event) => {
  // A click by the keyboard has no `detail`; of one by a pointer TypeDoc has taken care.
  if (event.detail === 0) {
    event.preventDefault();
    setOpen(!root.classList.contains('has-menu'));
  }
});

globalThis.document.addEventListener('keydown', ({ key }) => {
  if (key === 'Escape' && root.classList.contains('has-menu')) {
    setOpen(false);
  }
});

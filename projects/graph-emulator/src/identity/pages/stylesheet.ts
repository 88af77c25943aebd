/** A text and no file, so that the built package needs no copy of it. */
export const STYLESHEET = `
:root {
  color-scheme: light dark;
  --ground: light-dark(#f0f2f5, #12151a);
  --paper: light-dark(#ffffff, #1c2128);
  --ink: light-dark(#1b1f24, #e8ebef);
  --faint: light-dark(#525b66, #aab3be);
  --line: light-dark(#8b949e, #6b7582);
  --accent: light-dark(#0b5cad, #7db8f2);
  --on-accent: light-dark(#ffffff, #0a1a2a);
  --hover: light-dark(#e9f0f8, #28303a);
  --alarm: light-dark(#a4262c, #f1a3a6);
}
* { box-sizing: border-box; }
body {
  min-height: 100vh;
  margin: 0;
  padding: 1rem;
  display: flex;
  flex-direction: column;
  align-items: center;
  gap: 1rem;
  background: var(--ground);
  color: var(--ink);
  font: 1rem/1.5 system-ui, sans-serif;
}
header, main, footer { width: 100%; max-width: 28rem; }
.brand, footer, .fine, .email { color: var(--faint); font-size: 0.875rem; }
.brand, footer p { margin: 0; }
main { padding: 2rem; background: var(--paper); overflow-wrap: anywhere; }
h1 { margin: 0 0 0.75rem; font-size: 1.5rem; font-weight: 600; line-height: 1.3; }
a { color: var(--accent); }
ul { margin: 0; padding: 0; list-style: none; }
.account { width: 100%; display: grid; text-align: start; }
button.account { padding: 0.75rem 0.5rem; border: 0; background: none; }
.accounts li + li { border-top: 1px solid var(--line); }
.scopes { padding-inline-start: 1.25rem; list-style: disc; }
.alarm { color: var(--alarm); }
label { display: block; margin-top: 1rem; }
.choice { display: flex; gap: 0.75rem; align-items: start; }
.choice input { flex: none; width: 1.25rem; height: 1.25rem; margin: 0.125rem 0 0; accent-color: var(--accent); }
.text {
  display: block;
  width: 100%;
  min-height: 2.5rem;
  margin-top: 0.25rem;
  padding: 0.25rem 0.5rem;
  border: 1px solid var(--line);
  background: var(--paper);
  color: inherit;
  font: inherit;
}
.actions { margin-top: 1.5rem; display: flex; flex-wrap: wrap; gap: 0.5rem; justify-content: end; }
button {
  min-height: 2.5rem;
  padding: 0.25rem 1.25rem;
  border: 1px solid var(--line);
  background: var(--paper);
  color: inherit;
  font: inherit;
  cursor: pointer;
}
button.primary { border-color: var(--accent); background: var(--accent); color: var(--on-accent); }
button:not(.primary):hover { background: var(--hover); }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
`;

/** Sends the form of \`response_mode=form_post\` without a click (OAuth 2.0 Form Post Response Mode). */
export const FORM_POST_SCRIPT = 'document.forms[0].submit();\n';

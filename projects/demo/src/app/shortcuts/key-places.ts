/** Fields that take letters. A checkbox does not. */
export const TEXT_FIELDS =
  'input:not([type=checkbox], [type=radio], [type=button], [type=range]), textarea, select, [contenteditable]:not([contenteditable=false])';

/** While one of these is open, keys mean what they mean in there. */
export const DIALOGS = 'dialog[open], [role=dialog]';

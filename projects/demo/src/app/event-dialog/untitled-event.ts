/** What stands for the title of an event that has none. */
export const UNTITLED_EVENT = $localize`:@@eventDialog.noTitle:(No title)`;

import {
  afterNextRender,
  ChangeDetectionStrategy,
  Component,
  type ElementRef,
  signal,
  viewChild,
} from '@angular/core';
import { appLocale } from './app-locale';
import { ENGLISH, type Language, LANGUAGES } from './languages';
import { storePreferredLanguage } from './preferred-language';

/** The key in `sessionStorage` under which it stands that the page was loaded anew for a choice. */
const JUST_CHOSEN_KEY = 'calendar-demo.language-chosen';

/**
 * The choice of the app's language. Texts are evaluated once, so the page is loaded again, which only a press of a button may
 * do: browsers change the value of a `<select>` at each arrow key.
 */
@Component({
  selector: 'app-language-choice',
  templateUrl: './language-choice.html',
  styleUrl: './language-choice.css',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class LanguageChoice {
  readonly languages = LANGUAGES;
  readonly current = currentLanguage();
  readonly notKept = signal(false);
  readonly opener = viewChild.required<ElementRef<HTMLElement>>('opener');

  constructor() {
    afterNextRender(() => {
      if (takeJustChosen()) {
        this.opener().nativeElement.focus();
      }
    });
  }

  choose(language: Language): void {
    if (!storePreferredLanguage(language.code)) {
      this.notKept.set(true);
      return;
    }
    noteJustChosen();
    location.reload();
  }
}

function currentLanguage(): Language {
  const { language } = new Intl.Locale(appLocale());
  return LANGUAGES.find(({ code }) => code === language) ?? ENGLISH;
}

function noteJustChosen(): void {
  try {
    sessionStorage.setItem(JUST_CHOSEN_KEY, 'yes');
  } catch {
    // Then the focus begins at the top of the page.
  }
}

/** Whether the page was loaded anew for a choice, at the first call after that. */
function takeJustChosen(): boolean {
  try {
    const isChosen = sessionStorage.getItem(JUST_CHOSEN_KEY) !== null;
    sessionStorage.removeItem(JUST_CHOSEN_KEY);
    return isChosen;
  } catch {
    return false;
  }
}

import { ChangeDetectionStrategy, Component } from '@angular/core';
import { appLocale } from './app-locale';
import { LANGUAGES } from './languages';
import { storePreferredLanguage } from './preferred-language';

/** The choice of the app's language. Texts are evaluated once, so the page is loaded again. */
@Component({
  selector: 'app-language-choice',
  template: `
    <section aria-label="Language" i18n-aria-label="@@language.choice">
      <select aria-label="Language" i18n-aria-label="@@language.choice" (change)="choose($event)">
        @for (language of languages; track language.code) {
          <option
            [value]="language.code"
            [lang]="language.code"
            [dir]="language.direction"
            [selected]="language.code === current"
          >
            {{ language.name }}
          </option>
        }
      </select>
    </section>
  `,
  styleUrl: './language-choice.css',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class LanguageChoice {
  readonly languages = LANGUAGES;
  readonly current = new Intl.Locale(appLocale()).language;

  choose(event: Event): void {
    storePreferredLanguage((event.target as HTMLSelectElement).value);
    location.reload();
  }
}

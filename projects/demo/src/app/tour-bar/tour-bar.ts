import { ChangeDetectionStrategy, Component } from '@angular/core';
import { RouterLink, RouterLinkActive } from '@angular/router';
import { LanguageChoice } from '../language/language-choice';

/** The way from one page of the demo to another. It stands above each page and is no part of the app that the demo shows. */
@Component({
  selector: 'app-tour-bar',
  imports: [LanguageChoice, RouterLink, RouterLinkActive],
  templateUrl: './tour-bar.html',
  styleUrl: './tour-bar.css',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class TourBar {}

import { ChangeDetectionStrategy, Component } from '@angular/core';
import { RouterLink } from '@angular/router';
import { SignInPanel } from '../sign-in/sign-in-panel';

/** The page of a user who is not signed in. */
@Component({
  selector: 'app-welcome',
  imports: [RouterLink, SignInPanel],
  templateUrl: './welcome.html',
  styleUrl: './welcome.css',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class Welcome {}

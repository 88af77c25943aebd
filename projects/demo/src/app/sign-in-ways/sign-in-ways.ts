import { ChangeDetectionStrategy, Component } from '@angular/core';

@Component({
  selector: 'app-sign-in-ways',
  templateUrl: './sign-in-ways.html',
  styleUrl: './sign-in-ways.css',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class SignInWays {}

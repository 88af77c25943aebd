import { ChangeDetectionStrategy, Component } from '@angular/core';

@Component({
  selector: 'app-lab',
  templateUrl: './lab.html',
  styleUrl: './lab.css',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class Lab {}

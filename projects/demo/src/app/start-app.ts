import { bootstrapApplication } from '@angular/platform-browser';
import { App } from './app';
import { appConfig } from './app.config';

export async function startApp(): Promise<void> {
  await bootstrapApplication(App, appConfig);
}

import type { Routes } from '@angular/router';

export const ROUTES: Routes = [
  {
    path: '',
    pathMatch: 'full',
    title: 'Calendar',
    loadComponent: () => import('./home/home').then((file) => file.Home),
  },
  {
    path: 'public',
    title: 'Public calendar',
    loadComponent: () => import('./public-page/public-page').then((file) => file.PublicPage),
  },
  { path: '**', redirectTo: '' },
];

import type { Routes } from '@angular/router';

export const ROUTES: Routes = [
  {
    path: '',
    pathMatch: 'full',
    title: $localize`:@@app.title:Calendar`,
    loadComponent: () => import('./home/home').then((file) => file.Home),
  },
  {
    path: 'public',
    title: $localize`:@@publicPage.title:Public calendar`,
    loadComponent: () => import('./public-page/public-page').then((file) => file.PublicPage),
  },
  {
    path: 'sign-in-ways',
    title: $localize`:@@signInWays.title:Ways to sign in`,
    loadComponent: () => import('./sign-in-ways/sign-in-ways').then((file) => file.SignInWays),
  },
  {
    path: 'lab',
    title: $localize`:@@lab.title:Lab`,
    loadComponent: () => import('./lab/lab').then((file) => file.Lab),
  },
  { path: '**', redirectTo: '' },
];

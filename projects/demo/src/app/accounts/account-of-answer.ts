import { DOCUMENT, inject, Injector } from '@angular/core';
import { DemoConfigLoader } from '../config/demo-config';

/**
 * Opens Outlook before the router starts where the page comes back from Microsoft, with the answer in its address: the account
 * takes that out, and puts the address of the page that was left in its place. An app whose configuration is known at the start
 * provides Outlook then, and needs no such function.
 */
export async function openAccountOfAnswer(): Promise<void> {
  const { hash } = inject(DOCUMENT).location;
  if (!new URLSearchParams(hash.slice(1)).has('state')) {
    return;
  }
  const [injector, configLoader] = [inject(Injector), inject(DemoConfigLoader)];
  try {
    const [{ Accounts }] = await Promise.all([import('./accounts'), configLoader.load()]);
    injector.get(Accounts).all();
  } catch {
    // The account of Google tells that there is no configuration, and the router whose code could not be loaded.
  }
}

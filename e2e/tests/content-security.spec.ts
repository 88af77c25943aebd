import type { BrowserContext } from '@playwright/test';
import { dayOfThisWeek } from '../calendar-days';
import { expect, test } from '../fixtures';
import { ADA } from '../pages/demo-page';
import { scopeNames } from '../pages/sign-in-window';

/** What a page with a strict policy must not do. */
interface Incidents {
  /** Violations of the policy among them. */
  readonly errors: readonly string[];
  readonly origins: ReadonlySet<string>;
}

async function watchIncidents(context: BrowserContext): Promise<Incidents> {
  const incidents = { errors: [] as string[], origins: new Set<string>() };
  context.on('console', (message) => {
    if (message.type() === 'error') {
      incidents.errors.push(message.text());
    }
  });
  context.on('request', (request) => {
    const { protocol, origin } = new URL(request.url());
    if (protocol.startsWith('http')) {
      incidents.origins.add(origin);
    }
  });
  await context.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) => {
      console.error(`securitypolicyviolation ${violatedDirective} ${blockedURI}`);
    });
  });
  return incidents;
}

test.describe('Under its strict Content Security Policy', () => {
  test('a tour of the whole app meets no violation, no error and no foreign host', async ({
    demo,
    google,
    context,
    world,
  }) => {
    const incidents = await watchIncidents(context);
    const { page, board, dialog, notifications } = demo;

    await demo.signIn(ADA);
    for (const view of ['Month', 'Day', 'Agenda', 'Week'] as const) {
      await board.show(view);
    }
    await demo.calendarSwitch('Studio Halde').click();
    await board.selectTime(dayOfThisWeek(0), '12:00', '13:00');
    await dialog.title.fill('Soup');
    await dialog.root.getByRole('radio', { name: 'Tomato' }).check();
    await dialog.save();
    await board.dragEvent('Soup', dayOfThisWeek(1), '14:00');
    await expect(notifications).toContainText('“Soup” moved.');
    await board.event('Soup').click();
    await dialog.delete();
    await expect(notifications).toContainText('Deleted “Soup”.');
    await notifications.getByRole('button', { name: 'Undo' }).last().click();
    await expect(notifications).toContainText('“Soup” is back.');
    await board.event(/Trial day/).click();
    await dialog.close();
    await demo.button('Search').click();
    await page.getByRole('searchbox').fill('Anouk');
    await dialog.root.getByRole('button', { name: /Anouk/ }).first().click();
    await demo.reload();
    await demo.accountButton(ADA).click();
    await demo.publicCalendarLoaded(() =>
      page.getByRole('link', { name: 'Public calendar' }).click(),
    );
    await page.getByRole('link', { name: 'Back to my calendars' }).click();
    await demo.signOut(ADA);

    expect(incidents.errors).toEqual([]);
    expect([...incidents.origins].sort()).toEqual([world.demoUrl, google.url].sort());
  });

  test('a violation would be noticed', async ({ demo, context }) => {
    const incidents = await watchIncidents(context);
    await demo.open();
    await demo.page.evaluate(() => {
      document.body.append(Object.assign(document.createElement('img'), { src: '//evil.test/x' }));
    });
    await expect
      .poll(() => incidents.errors.join())
      .toContain('securitypolicyviolation img-src http://evil.test/x');
  });
});

test.describe('HTML in a description', () => {
  const hostile = /Neighbourhood clean-up/;

  test('is text where it can be edited', async ({ demo }) => {
    await demo.signIn(ADA);
    await demo.board.next();
    await demo.board.event(hostile).click();

    const description = demo.dialog.field('Description');
    await expect(description).toHaveValue(/^Volunteers for the clean-up, please sign here:/);
    await expect(description).toHaveValue(/the list & bring gloves <3$/);
    await expect(demo.page).toHaveTitle('Calendar');
  });

  test('is text where it can only be read', async ({ demo }) => {
    await demo.open();
    const window = await demo.openSignIn();
    await window.chooseAccount(ADA);
    await window.untick(scopeNames.change);
    await window.allow();
    await demo.signedIn(ADA);
    await demo.board.next();
    await demo.board.event(hostile).click();

    const words = demo.dialog.root.getByText('Volunteers for the clean-up');
    await expect(words).toContainText('the list & bring gloves <3');
    await expect(words.locator('*')).toHaveCount(0);
    await expect(demo.page).toHaveTitle('Calendar');
  });
});

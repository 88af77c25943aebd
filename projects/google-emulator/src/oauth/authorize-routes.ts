import { readFileSync } from 'node:fs';
import { Hono, type Context } from 'hono';
import type { World } from '../world/world.ts';
import { AuthorizationError, readAuthorizationRequest } from './authorization-request.ts';
import type { OAuthClient } from './clients.ts';
import { pageHeaders, STYLESHEET_PATH, type Markup } from './pages/layout.ts';
import {
  accountsPage,
  consentPage,
  errorPage,
  relayPage,
  expiredPage,
} from './pages/sign-in-pages.ts';
import type { AnswerFields, SignIn, SignIns, Step } from './sign-in.ts';

const STYLESHEET = readFileSync(new URL('./pages/pages.css', import.meta.url), 'utf8');

const AUTHORIZE_PATH = '/o/oauth2/v2/auth';

export interface AuthorizeDependencies {
  readonly world: World;
  readonly clients: ReadonlyMap<string, OAuthClient>;
  readonly signIns: SignIns;
}

/** The authorization endpoint and its pages. They are plain forms; only the last page of a popup runs a script. */
export function authorizeRoutes({ world, clients, signIns }: AuthorizeDependencies): Hono {
  const routes = new Hono();

  routes.get(STYLESHEET_PATH, (context) =>
    context.body(STYLESHEET, 200, {
      'Content-Type': 'text/css; charset=utf-8',
      'Cache-Control': 'no-cache',
    }),
  );

  routes.get(AUTHORIZE_PATH, (context) => {
    const request = readAuthorizationRequest(new URL(context.req.url).searchParams, clients);
    const signIn = signIns.begin(request);
    return show(context, signIn, signIns.step(signIn));
  });

  routes.get(`${AUTHORIZE_PATH}/account`, (context) => {
    const signIn = signIns.find(context.req.query('request') ?? '');
    return signIn ? show(context, signIn, { show: 'accounts' }) : expired(context);
  });

  routes.get(`${AUTHORIZE_PATH}/consent`, (context) => {
    const signIn = signIns.find(context.req.query('request') ?? '');
    return signIn ? show(context, signIn, signIns.step(signIn)) : expired(context);
  });

  routes.post(`${AUTHORIZE_PATH}/account`, async (context) => {
    const form = await readForm(context);
    const signIn = signIns.find(form.get('request') ?? '');
    const user = world.user(form.get('email') ?? '');
    if (!signIn || !user) {
      return expired(context);
    }
    signIn.email = user.email;
    return context.redirect(`${AUTHORIZE_PATH}/consent?request=${signIn.id}`, 303);
  });

  routes.post(`${AUTHORIZE_PATH}/consent`, async (context) => {
    const form = await readForm(context);
    const signIn = signIns.find(form.get('request') ?? '');
    if (signIn?.email === undefined) {
      return expired(context);
    }
    const step =
      form.get('decision') === 'allow'
        ? signIns.allow(signIn, signIn.email, form.getAll('scope'))
        : signIns.cancel(signIn);
    return show(context, signIn, step);
  });

  routes.onError((error, context) => {
    if (!(error instanceof AuthorizationError)) {
      throw error;
    }
    return render(context, errorPage(error), pageHeaders(), error.status);
  });

  function show(context: Context, signIn: SignIn, step: Step): Response | Promise<Response> {
    const headers = pageHeaders(answerOrigin(signIn));
    switch (step.show) {
      case 'accounts':
        return render(context, accountsPage(signIn, world.allUsers()), headers);
      case 'consent': {
        const user = world.user(step.email);
        return user ? render(context, consentPage(signIn, user), headers) : expired(context);
      }
      case 'answer':
        return answer(context, signIn, step.fields);
    }
  }

  return routes;
}

function answer(
  context: Context,
  { request }: SignIn,
  fields: AnswerFields,
): Response | Promise<Response> {
  const { target } = request;
  if (target.kind === 'opener') {
    const markup = relayPage(target.origin, target.channel, fields);
    return render(context, markup, pageHeaders(undefined, true));
  }
  const url = new URL(target.uri);
  if (request.responseType === 'token') {
    // Browsers do not send fragments to servers, so the token does not appear in their logs.
    url.hash = new URLSearchParams(fields).toString();
  } else {
    Object.entries(fields).forEach(([name, value]) => {
      url.searchParams.set(name, value);
    });
  }
  return context.redirect(url.href, 302);
}

function answerOrigin({ request: { target } }: SignIn): string | undefined {
  return target.kind === 'redirect' ? new URL(target.uri).origin : undefined;
}

function expired(context: Context): Promise<Response> {
  return render(context, expiredPage(), pageHeaders(), 400);
}

async function render(
  context: Context,
  markup: Markup,
  headers: Record<string, string>,
  status: 200 | 400 | 401 = 200,
): Promise<Response> {
  return context.html(await markup, status, headers);
}

/** @throws AuthorizationError if a page of another origin sent the form. */
async function readForm(context: Context): Promise<URLSearchParams> {
  const origin = context.req.header('Origin');
  if (origin !== undefined && origin !== new URL(context.req.url).origin) {
    throw new AuthorizationError(400, 'invalid_request', 'This form belongs to another site.');
  }
  return new URLSearchParams(await context.req.text());
}

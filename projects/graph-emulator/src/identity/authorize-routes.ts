import { Hono, type Context } from 'hono';
import type { Account } from '../accounts.ts';
import {
  readAdminConsentRequest,
  readAnswerTarget,
  readAuthorizationRequest,
  type AnswerTarget,
  type AuthorizationRequest,
} from './authorization-request.ts';
import { readForm, readSession, render, writeSession } from './browser.ts';
import type { Directory } from './directory.ts';
import { errorFields, IdentityError } from './identity-error.ts';
import {
  FORM_POST_SCRIPT_PATH,
  pageHeaders,
  SIGN_IN_PATH,
  STYLESHEET_PATH,
  type PageSecurity,
} from './pages/layout.ts';
import { errorPage, expiredPage, formPostPage } from './pages/other-pages.ts';
import {
  accountsPage,
  adminApprovalPage,
  consentPage,
  credentialPage,
  secondFactorPage,
} from './pages/sign-in-pages.ts';
import { FORM_POST_SCRIPT, STYLESHEET } from './pages/stylesheet.ts';
import { unknownTenant } from './refusals.ts';
import type { RegisteredClient } from './registered-client.ts';
import type { Session, Sessions } from './sessions.ts';
import type { SignIn, SignIns, Step } from './sign-in.ts';
import { clientInfoOf } from './signed-tokens.ts';
import { readAuthority, tenantOf } from './tenants.ts';
import type { TokenStore } from './token-store.ts';

export interface AuthorizeDependencies {
  readonly directory: Directory;
  readonly clients: readonly RegisteredClient[];
  readonly sessions: Sessions;
  readonly signIns: SignIns;
  readonly tokens: TokenStore;
  readonly origin: () => string;
  readonly now: () => number;
}

type Fields = Readonly<Record<string, string>>;

/** The authorization endpoint and its pages: plain forms, without a script. */
export function authorizeRoutes(parts: AuthorizeDependencies): Hono {
  const { directory, clients, sessions, signIns, tokens, origin, now } = parts;
  const routes = new Hono();

  routes.get(STYLESHEET_PATH, (context) => context.body(STYLESHEET, 200, ASSET('text/css')));
  routes.get(FORM_POST_SCRIPT_PATH, (context) =>
    context.body(FORM_POST_SCRIPT, 200, ASSET('text/javascript')),
  );

  routes.get('/:tenant/oauth2/v2.0/authorize', (context) =>
    authorize(context, new URL(context.req.url).searchParams, readAuthorizationRequest),
  );
  // Apps may send the parameters as a form; it may come from any origin.
  routes.post('/:tenant/oauth2/v2.0/authorize', async (context) =>
    authorize(context, new URLSearchParams(await context.req.text()), readAuthorizationRequest),
  );
  routes.get('/:tenant/v2.0/adminconsent', (context) =>
    authorize(context, new URL(context.req.url).searchParams, readAdminConsentRequest),
  );

  routes.get(SIGN_IN_PATH, (context) => {
    const signIn = signIns.find(context.req.query('request') ?? '');
    return signIn
      ? show(context, signIn, signIns.next(signIn), readSession(context, sessions))
      : expired(context);
  });

  routes.post(SIGN_IN_PATH, async (context) => {
    const form = await readForm(context);
    const signIn = signIns.find(form.get('request') ?? '');
    if (!signIn) {
      return expired(context);
    }
    const session = readSession(context, sessions);
    const step = takeInput(form, signIn, session);
    writeSession(context, session, origin());
    return step
      ? show(context, signIn, step, session)
      : context.redirect(`${SIGN_IN_PATH}?request=${signIn.id}`, 303);
  });

  routes.onError((error, context) => {
    if (!(error instanceof IdentityError)) {
      throw error;
    }
    return render(context, errorPage(error), pageHeaders(), error.status);
  });

  function authorize(
    context: Context,
    query: URLSearchParams,
    read: typeof readAuthorizationRequest,
  ): Response | Promise<Response> {
    const segment = context.req.param('tenant') ?? '';
    const authority = readAuthority(segment, directory.all());
    if (!authority) {
      throw unknownTenant(segment);
    }
    const target = readAnswerTarget(query, clients);
    const session = readSession(context, sessions);
    try {
      const request = read(query, target, authority);
      if (request.prompt === 'none') {
        return answerStep(context, request, signIns.silent(request, session), session);
      }
      const signIn = signIns.begin(request, session);
      const answered = signIns.answerPages(signIn, session);
      if (answered) {
        writeSession(context, session, origin());
      }
      return show(context, signIn, answered ?? signIns.next(signIn), session);
    } catch (error) {
      if (!(error instanceof IdentityError)) {
        throw error;
      }
      return answer(context, target, refusalFields(target, error));
    }
  }

  /** Answers a step if the input ends the sign-in, else undefined: the next page is a new request, which Reload may repeat. */
  function takeInput(form: URLSearchParams, signIn: SignIn, session: Session): Step | undefined {
    signIn.message = undefined;
    const decision = form.get('decision');
    switch (form.get('action')) {
      case 'choose':
        signIns.choose(signIn, form.get('email') ?? '', session);
        return undefined;
      case 'back':
        signIns.chooseAnother(signIn);
        return undefined;
      case 'password':
        signIns.enterPassword(signIn, form.get('password') ?? '', session);
        return undefined;
      case 'second-factor':
        signIns.answerSecondFactor(signIn, decision === 'approve', session);
        return undefined;
      case 'consent':
        return decision === 'accept'
          ? signIns.allow(signIn, form.get('tenant') === 'all')
          : signIns.cancel(signIn);
      default:
        return signIns.cancel(signIn);
    }
  }

  function show(
    context: Context,
    signIn: SignIn,
    step: Step,
    session: Session,
  ): Response | Promise<Response> {
    const headers = pageHeaders(securityOf(signIn.request));
    switch (step.show) {
      case 'accounts': {
        const eligible = directory.eligible(signIn.request);
        return render(
          context,
          accountsPage(signIn, eligible, new Set(session.accounts.keys())),
          headers,
        );
      }
      case 'credential':
        return render(context, credentialPage(signIn, step.account), headers);
      case 'second-factor':
        return render(context, secondFactorPage(signIn, step.account), headers);
      case 'consent':
        return render(
          context,
          consentPage(signIn, step.account, step.scopes, step.tenantWide),
          headers,
        );
      case 'admin-approval':
        return render(context, adminApprovalPage(signIn, step.account, step.scopes), headers);
      default:
        signIns.end(signIn);
        return answerStep(context, signIn.request, step, session);
    }
  }

  function answerStep(
    context: Context,
    request: AuthorizationRequest,
    step: Step,
    session: Session,
  ): Response | Promise<Response> {
    switch (step.show) {
      case 'success':
        return answer(
          context,
          request,
          request.purpose === 'code'
            ? codeFields(request, step.account, step.hasSecondFactor, session)
            : adminConsentFields(request, step.account),
        );
      case 'refusal':
        return answer(context, request, refusalFields(request, step.error));
      default:
        throw new Error(`The page ${step.show} is no answer.`);
    }
  }

  function codeFields(
    request: AuthorizationRequest,
    account: Account,
    hasSecondFactor: boolean,
    session: Session,
  ): Fields {
    const { client, scopes, redirectUri, codeChallenge, nonce, wantsLoginHint } = request;
    const grant = tokens.newGrant({
      userId: account.id,
      clientId: client.clientId,
      kind: client.kind,
      hasSecondFactor,
    });
    return {
      code: tokens.addCode({ grant, scopes, redirectUri, codeChallenge, nonce, wantsLoginHint }),
      ...(request.wantsClientInfo && { client_info: clientInfoOf(account) }),
      ...(request.state !== undefined && { state: request.state }),
      session_state: session.publicId,
    };
  }

  function refusalFields({ state, correlationId }: AnswerTarget, error: IdentityError): Fields {
    return {
      ...errorFields(error, { now: now(), origin: origin(), correlationId }),
      ...(state !== undefined && { state }),
    };
  }

  return routes;
}

/** v2-admin-consent: "Successful response". */
function adminConsentFields({ scopes, state }: AuthorizationRequest, account: Account): Fields {
  return {
    admin_consent: 'True',
    tenant: tenantOf(account),
    scope: [...scopes.identity, ...scopes.graph].join(' '),
    ...(state !== undefined && { state }),
  };
}

function answer(
  context: Context,
  target: AnswerTarget,
  fields: Fields,
): Response | Promise<Response> {
  const { redirectUri, responseMode } = target;
  const security = securityOf(target);
  if (responseMode === 'form_post') {
    const headers = pageHeaders({ ...security, runsScript: true });
    return render(context, formPostPage(redirectUri, fields), headers);
  }
  const url = new URL(redirectUri);
  if (responseMode === 'fragment') {
    url.hash = new URLSearchParams(fields).toString();
  } else {
    Object.entries(fields).forEach(([name, value]) => {
      url.searchParams.set(name, value);
    });
  }
  Object.entries(pageHeaders(security)).forEach(([name, value]) => {
    context.header(name, value);
  });
  return context.redirect(url.href, 302);
}

function securityOf({ redirectUri, isolatesWindow }: AnswerTarget): PageSecurity {
  return { answerOrigin: new URL(redirectUri).origin, isolatesWindow };
}

function expired(context: Context): Promise<Response> {
  return render(context, expiredPage(), pageHeaders(), 400);
}

const ASSET = (type: string): Record<string, string> => ({
  'Content-Type': `${type}; charset=utf-8`,
  'Cache-Control': 'no-cache',
  'X-Content-Type-Options': 'nosniff',
});

<?php

declare(strict_types=1);

/**
 * authUrl and refreshUrl for a browser app, in the contract mode: the page keeps its refresh token.
 *
 *   POST …/auth     code=…           the code of Google's popup, exchanged for tokens
 *   POST …/refresh  refresh_token=…  a new access token
 *   GET  …/health
 *
 * What Google grants is passed on unchanged. Of what it refuses, the fields of OAuth's error response are passed on. What
 * this server itself refuses is JSON with `error` and `error_description`.
 */

const FORM_MEDIA_TYPE = 'application/x-www-form-urlencoded';
const CSRF_VALUE = 'XmlHttpRequest';
const MAX_BODY_BYTES = 16 * 1024;
const GOOGLE_TIMEOUT_MS = 10_000;
const MAX_RETRIES = 2;
const FIRST_RETRY_DELAY_MS = 200;
const GOOGLE_TOKEN_ENDPOINT = 'https://oauth2.googleapis.com/token';
const REQUIRED_VARIABLES = ['GOOGLE_CLIENT_ID', 'GOOGLE_CLIENT_SECRET', 'ALLOWED_ORIGINS'];
const LOOPBACK_HOST = '/^(localhost|[a-z0-9.-]+\.localhost|127\.0\.0\.1|\[::1\])$/';
/** An origin as browsers write it: in lower case, without path or wildcard. A default port is refused by isOrigin(). */
const ORIGIN = '/^(https?|(?:chrome|moz|safari-web)-extension|capacitor|ionic|tauri):\/\/'
    . '([a-z0-9_-]+(?:\.[a-z0-9_-]+)*\.?|\[[0-9a-f:]+\])(:[1-9]\d{0,4})?$/';
/** The fields of OAuth's error response (RFC 6749, section 5.2); `error_subtype` is an extension of Google's. */
const OAUTH_ERROR_FIELDS = ['error', 'error_description', 'error_subtype', 'error_uri'];
const MAX_ERROR_FIELD_LENGTH = 1000;

/** The reason why a request is not served. */
final class Refusal extends Exception
{
    /** @param array<string, string> $headers */
    public function __construct(
        public readonly int $status,
        public readonly string $error,
        string $description,
        public readonly array $headers = [],
    ) {
        parent::__construct($description);
    }
}

/** The answer of Google's token endpoint. */
final class Answer
{
    public function __construct(
        public readonly int $status,
        public readonly string $body,
        public readonly ?string $retryAfter,
    ) {
    }
}

function setting(string $name, string $default = ''): string
{
    $value = getenv($name);
    return $value === false || trim($value) === '' ? $default : trim($value);
}

/** @return list<string> */
function allowedOrigins(): array
{
    return array_values(array_filter(array_map('trim', explode(',', setting('ALLOWED_ORIGINS')))));
}

function checkSettings(): void
{
    $problems = settingsProblems();
    if ($problems !== []) {
        error_log(implode('; ', $problems));
        throw new Refusal(500, 'server_error', 'The token server is not set up; its log says why.');
    }
}

/** @return list<string> Every variable that is missing or wrong. */
function settingsProblems(): array
{
    $problems = [];
    foreach (REQUIRED_VARIABLES as $name) {
        if (setting($name) === '') {
            $problems[] = "$name is missing";
        }
    }
    foreach (array_filter(allowedOrigins(), fn (string $origin): bool => !isOrigin($origin)) as $wrong) {
        $problems[] = "ALLOWED_ORIGINS has \"$wrong\", which no browser sends for a page that tokens are safe with: "
            . 'https://app.example.com, without a path, a slash at the end or *; http on localhost only';
    }
    if (setting('TOKEN_MODE', 'contract') !== 'contract') {
        $problems[] = 'TOKEN_MODE can be contract only';
    }
    $endpoint = setting('GOOGLE_TOKEN_ENDPOINT', GOOGLE_TOKEN_ENDPOINT);
    $url = parse_url($endpoint);
    $isPrivate = is_array($url) && isset($url['host']) && !isset($url['user'])
        && isPrivateScheme($url['scheme'] ?? '', strtolower($url['host']));
    if (!$isPrivate) {
        $problems[] = "GOOGLE_TOKEN_ENDPOINT is \"$endpoint\", which is no https address";
    }
    return $problems;
}

function isOrigin(string $text): bool
{
    if (preg_match(ORIGIN, $text, $found) !== 1) {
        return false;
    }
    [, $scheme, $host] = $found;
    $isDefaultPort = in_array([$scheme, $found[3] ?? ''], [['https', ':443'], ['http', ':80']], true);
    $isHttp = $scheme === 'http' || $scheme === 'https';
    return !$isDefaultPort && (!$isHttp || isPrivateScheme($scheme, $host));
}

/** Whether nobody on the network can read what is sent: https, or http to this machine. */
function isPrivateScheme(string $scheme, string $host): bool
{
    return $scheme === 'https' || $scheme === 'http' && preg_match(LOOPBACK_HOST, $host) === 1;
}

/** Sends the CORS headers, with which the browser lets pages of the allowed origins, and no others, read the answer. */
function sendCors(?string $origin, string $method): void
{
    header('Vary: Origin');
    if ($origin === null || !in_array($origin, allowedOrigins(), true)) {
        return;
    }
    header("Access-Control-Allow-Origin: $origin");
    header('Access-Control-Expose-Headers: Retry-After');
    if ($method === 'OPTIONS') {
        header('Access-Control-Allow-Methods: POST');
        header('Access-Control-Allow-Headers: X-Requested-With');
        header('Access-Control-Max-Age: 600');
    }
}

function requireListedOrigin(?string $origin): void
{
    if ($origin === null || !in_array($origin, allowedOrigins(), true)) {
        throw new Refusal(403, 'origin_not_allowed', 'Pages of this origin are not served.');
    }
}

function requireMethod(string $method, string $allowed): void
{
    if ($method !== $allowed) {
        throw new Refusal(405, 'method_not_allowed', "Allowed: $allowed.", ['Allow' => $allowed]);
    }
}

/** Reads the form and returns the field, which must not be empty. */
function readField(string $name): string
{
    $type = strtolower(trim(explode(';', $_SERVER['CONTENT_TYPE'] ?? '', 2)[0]));
    if ($type !== FORM_MEDIA_TYPE) {
        throw new Refusal(415, 'unsupported_media_type', 'The body must be ' . FORM_MEDIA_TYPE . '.');
    }
    $body = file_get_contents('php://input', length: MAX_BODY_BYTES + 1);
    if ($body === false || strlen($body) > MAX_BODY_BYTES) {
        throw new Refusal(413, 'body_too_large', 'The body may have ' . MAX_BODY_BYTES . ' bytes.');
    }
    parse_str($body, $fields);
    $value = $fields[$name] ?? null;
    if (!is_string($value) || $value === '') {
        throw new Refusal(400, 'missing_field', "The field \"$name\" is missing.");
    }
    return $value;
}

/**
 * Posts to Google's token endpoint, and tries again after a network error or a 5xx.
 *
 * @param array<string, string> $fields
 * @param bool $idempotent Whether the request may be sent twice. A code can be exchanged once, so its exchange is repeated
 *     only if there was no connection.
 */
function askGoogle(array $fields, bool $idempotent): Answer
{
    $form = http_build_query([
        'client_id' => setting('GOOGLE_CLIENT_ID'),
        'client_secret' => setting('GOOGLE_CLIENT_SECRET'),
        ...$fields,
    ], arg_separator: '&');
    $deadline = hrtime(true) + GOOGLE_TIMEOUT_MS * 1_000_000;
    for ($retry = 0; ; $retry++) {
        [$answer, $failure] = attempt($form, $deadline);
        $neverSent = in_array($failure, [CURLE_COULDNT_RESOLVE_HOST, CURLE_COULDNT_CONNECT], true);
        $mayRepeat = $answer === null ? $idempotent || $neverSent : $idempotent && $answer->status >= 500;
        $isLate = $failure === CURLE_OPERATION_TIMEDOUT || hrtime(true) >= $deadline;
        if ($retry === MAX_RETRIES || $isLate || !$mayRepeat) {
            return $answer ?? throw ($isLate
                ? new Refusal(504, 'google_timeout', 'Google did not answer in time.')
                : new Refusal(502, 'google_unreachable', 'Google could not be reached.'));
        }
        usleep(FIRST_RETRY_DELAY_MS * 2 ** $retry * random_int(750, 1250));
    }
}

/** @return array{?Answer, int} The answer, or null and curl's error number. */
function attempt(string $form, int $deadline): array
{
    $retryAfter = null;
    $curl = curl_init(setting('GOOGLE_TOKEN_ENDPOINT', GOOGLE_TOKEN_ENDPOINT));
    curl_setopt_array($curl, [
        CURLOPT_POST => true,
        CURLOPT_POSTFIELDS => $form,
        CURLOPT_HTTPHEADER => ['Content-Type: ' . FORM_MEDIA_TYPE, 'Accept: application/json'],
        CURLOPT_RETURNTRANSFER => true,
        CURLOPT_FOLLOWLOCATION => false,
        CURLOPT_TIMEOUT_MS => max(1, intdiv($deadline - hrtime(true), 1_000_000)),
        CURLOPT_SSL_VERIFYPEER => true,
        CURLOPT_SSL_VERIFYHOST => 2,
        CURLOPT_HEADERFUNCTION => function ($_, string $line) use (&$retryAfter): int {
            if (preg_match('/^Retry-After:\s*([\w ,:]+)/i', $line, $found)) {
                $retryAfter = trim($found[1]);
            }
            return strlen($line);
        },
    ]);
    $body = curl_exec($curl);
    $failure = curl_errno($curl);
    $status = curl_getinfo($curl, CURLINFO_RESPONSE_CODE);
    curl_close($curl);
    return [is_string($body) ? new Answer($status, $body, $retryAfter) : null, $failure];
}

/**
 * Passes on a grant unchanged, and of a refusal the fields of OAuth's error response. Any other answer of Google is a
 * failure of its own and is answered with 502, as it says nothing about the request.
 *
 * @param list<string> $sent The codes, tokens and secrets of the request. A field that repeats one is not passed on.
 */
function passOn(Answer $answer, array $sent): void
{
    $json = json_decode($answer->body, true);
    $isObject = is_array($json) && str_starts_with(ltrim($answer->body), '{');
    $body = null;
    if ($isObject && $answer->status === 200 && is_string($json['access_token'] ?? null)) {
        $body = $answer->body;
    } elseif ($isObject && $answer->status >= 400 && $answer->status < 500) {
        $body = oauthError($json, $answer->body, $sent);
    }
    if ($answer->retryAfter !== null) {
        header("Retry-After: {$answer->retryAfter}");
    }
    if ($body === null) {
        $text = "Google answered with an error of its own ({$answer->status}).";
        throw new Refusal(502, 'google_failed', $text);
    }
    send($answer->status, $body);
}

/**
 * The error response without other fields; null if it has no OAuth error code.
 *
 * @param array<mixed> $json
 * @param list<string> $sent
 */
function oauthError(array $json, string $body, array $sent): ?string
{
    $isSafe = function (mixed $value) use ($sent): bool {
        $repeatsSecret = fn (string $secret): bool => str_contains((string) $value, $secret)
            || str_contains((string) $value, rawurlencode($secret));
        return is_string($value) && strlen($value) <= MAX_ERROR_FIELD_LENGTH && array_filter($sent, $repeatsSecret) === [];
    };
    $fields = array_filter(array_intersect_key($json, array_flip(OAUTH_ERROR_FIELDS)), $isSafe);
    if (preg_match('/^[\w.-]{1,64}$/D', $fields['error'] ?? '') !== 1) {
        return null;
    }
    return count($fields) === count($json)
        ? $body
        : json_encode($fields, JSON_THROW_ON_ERROR | JSON_UNESCAPED_SLASHES | JSON_UNESCAPED_UNICODE);
}

function send(int $status, string $json): void
{
    http_response_code($status);
    if ($json !== '') {
        header('Content-Type: application/json; charset=utf-8');
    }
    echo $json;
}

function serve(string $path, string $method, ?string $origin): void
{
    sendCors($origin, $method);
    checkSettings();
    if ($method === 'OPTIONS') {
        requireListedOrigin($origin);
        http_response_code(204);
        return;
    }
    if ($path === 'health') {
        requireMethod($method, 'GET');
        send(200, '{"status":"ok","mode":"contract"}');
        return;
    }
    if ($path !== 'auth' && $path !== 'refresh') {
        throw new Refusal(404, 'not_found', 'There is nothing at this path.');
    }
    requireMethod($method, 'POST');
    requireListedOrigin($origin);
    if (($_SERVER['HTTP_X_REQUESTED_WITH'] ?? '') !== CSRF_VALUE) {
        $text = 'The request needs the header X-Requested-With: ' . CSRF_VALUE . '.';
        throw new Refusal(403, 'csrf_header_required', $text);
    }
    $given = readField($path === 'auth' ? 'code' : 'refresh_token');
    $answer = $path === 'auth'
        ? askGoogle([
            'grant_type' => 'authorization_code',
            'code' => $given,
            'redirect_uri' => setting('REDIRECT_URI', 'postmessage'),
        ], false)
        : askGoogle(['grant_type' => 'refresh_token', 'refresh_token' => $given], true);
    passOn($answer, [$given, setting('GOOGLE_CLIENT_SECRET')]);
}

ini_set('display_errors', '0');
header_remove('X-Powered-By');
header('Cache-Control: no-store');
header('X-Content-Type-Options: nosniff');
header("Content-Security-Policy: default-src 'none'; frame-ancestors 'none'");
header('Referrer-Policy: no-referrer');
try {
    $path = (string) parse_url($_SERVER['REQUEST_URI'], PHP_URL_PATH);
    serve(basename($path), $_SERVER['REQUEST_METHOD'], $_SERVER['HTTP_ORIGIN'] ?? null);
} catch (Refusal $refusal) {
    foreach ($refusal->headers as $name => $value) {
        header("$name: $value");
    }
    send($refusal->status, json_encode([
        'error' => $refusal->error,
        'error_description' => $refusal->getMessage(),
    ], JSON_THROW_ON_ERROR | JSON_UNESCAPED_SLASHES));
}

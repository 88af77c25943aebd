using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Net.Sockets;
using System.Reflection;
using System.Text;
using System.Text.RegularExpressions;
using System.Threading;
using System.Threading.Tasks;

/// <summary>
/// authUrl and refreshUrl for a browser app, in the contract mode: the page keeps its refresh token.
///
///   POST /auth     code=…           the code of Google's popup, exchanged for tokens
///   POST /refresh  refresh_token=…  a new access token
///   GET  /health
///
/// What Google grants is passed on unchanged. Of what it refuses, the fields of OAuth's error response are passed on. What
/// this server itself refuses is JSON with "error" and "error_description".
/// </summary>
static class Server
{
    const string FormMediaType = "application/x-www-form-urlencoded";
    const string CsrfValue = "XmlHttpRequest";
    const int MaxBodyBytes = 16 * 1024;
    static readonly TimeSpan BodyTimeout = TimeSpan.FromSeconds(15);

    static int Main()
    {
        Settings settings;
        try
        {
            settings = Settings.FromEnvironment();
        }
        catch (SettingsException problem)
        {
            Console.Error.WriteLine(problem.Message);
            return 2;
        }
        var listener = new HttpListener();
        listener.Prefixes.Add($"http://localhost:{settings.Port}/");
        listener.Start();
        Console.WriteLine($"listening on http://localhost:{settings.Port}");
        Listen(listener, new Endpoints(settings)).GetAwaiter().GetResult();
        return 0;
    }

    static async Task Listen(HttpListener listener, Endpoints endpoints)
    {
        while (true)
        {
            var context = await listener.GetContextAsync();
            _ = Task.Run(() => Answer(context, endpoints));
        }
    }

    static async Task Answer(HttpListenerContext context, Endpoints endpoints)
    {
        try
        {
            await Send(context, await AnswerOrRefusal(context, endpoints));
        }
        catch (Exception error) when (error is HttpListenerException || error is IOException)
        {
            // The page has closed the connection, so no answer can be sent.
            context.Response.Abort();
        }
    }

    static async Task<Reply> AnswerOrRefusal(HttpListenerContext context, Endpoints endpoints)
    {
        try
        {
            return await endpoints.Serve(context);
        }
        catch (Refusal refusal)
        {
            if (refusal.Allow != null)
            {
                context.Response.Headers["Allow"] = refusal.Allow;
            }
            // The rest of the body is not read, so it would be taken for the next request on this connection.
            context.Response.KeepAlive = refusal.Status != 408 && refusal.Status != 413;
            return new Reply(refusal.Status, Json.Error(refusal.Error, refusal.Message), refusal.RetryAfter);
        }
        catch (Exception error) when (!(error is HttpListenerException || error is IOException))
        {
            // Only the type is logged: the message may quote a token or a code of the request.
            Console.Error.WriteLine($"error: {error.GetType().Name}");
            return new Reply(500, Json.Error("server_error", "The token server failed."));
        }
    }

    static async Task Send(HttpListenerContext context, Reply reply)
    {
        var response = context.Response;
        response.StatusCode = reply.Status;
        response.Headers["Cache-Control"] = "no-store";
        response.Headers["X-Content-Type-Options"] = "nosniff";
        response.Headers["Content-Security-Policy"] = "default-src 'none'; frame-ancestors 'none'";
        response.Headers["Referrer-Policy"] = "no-referrer";
        if (reply.RetryAfter != null)
        {
            response.Headers["Retry-After"] = reply.RetryAfter;
        }
        var bytes = Encoding.UTF8.GetBytes(reply.Body);
        response.ContentLength64 = bytes.Length;
        if (bytes.Length > 0)
        {
            response.ContentType = "application/json; charset=utf-8";
            await response.OutputStream.WriteAsync(bytes, 0, bytes.Length);
        }
        response.Close();
    }

    /// <summary>The answer to a request, or the answer of Google.</summary>
    sealed class Reply
    {
        public readonly int Status;
        public readonly string Body;
        public readonly string RetryAfter;

        public Reply(int status, string body, string retryAfter = null)
        {
            Status = status;
            Body = body;
            RetryAfter = retryAfter;
        }
    }

    /// <summary>The reason why a request is not served.</summary>
    sealed class Refusal : Exception
    {
        public readonly int Status;
        public readonly string Error;
        public readonly string Allow;
        public readonly string RetryAfter;

        public Refusal(int status, string error, string description, string allow = null, string retryAfter = null)
            : base(description)
        {
            Status = status;
            Error = error;
            Allow = allow;
            RetryAfter = retryAfter;
        }
    }

    sealed class SettingsException : Exception
    {
        public SettingsException(string message) : base(message) { }
    }

    sealed class Settings
    {
        public string ClientId, ClientSecret, RedirectUri, TokenEndpoint, Port;
        public HashSet<string> AllowedOrigins;

        static readonly Regex LoopbackHost =
            new Regex(@"^(localhost|[a-z0-9.-]+\.localhost|127\.0\.0\.1|\[::1\])$");

        /// <summary>An origin as browsers write it: in lower case, without path or wildcard. IsOrigin refuses a default port.</summary>
        static readonly Regex Origin = new Regex(
            @"^(https?|(?:chrome|moz|safari-web)-extension|capacitor|ionic|tauri)://"
            + @"([a-z0-9_-]+(?:\.[a-z0-9_-]+)*\.?|\[[0-9a-f:]+\])(:[1-9]\d{0,4})?$");

        /// <exception cref="SettingsException">Names every variable that is missing or wrong.</exception>
        public static Settings FromEnvironment()
        {
            var required = new[] { "GOOGLE_CLIENT_ID", "GOOGLE_CLIENT_SECRET", "ALLOWED_ORIGINS" };
            var problems = required.Where(name => Get(name) == "").Select(name => $"{name} is missing").ToList();
            var origins = Get("ALLOWED_ORIGINS").Split(',').Select(part => part.Trim()).Where(part => part != "");
            foreach (var wrong in origins.Where(origin => !IsOrigin(origin)))
            {
                problems.Add($"ALLOWED_ORIGINS has \"{wrong}\", which no browser sends for a page that tokens are safe "
                    + "with: https://app.example.com, without a path, a slash at the end or *; http on localhost only");
            }
            var endpoint = Get("GOOGLE_TOKEN_ENDPOINT", "https://oauth2.googleapis.com/token");
            if (!IsPrivateAddress(endpoint))
            {
                problems.Add($"GOOGLE_TOKEN_ENDPOINT is \"{endpoint}\", which is no https address");
            }
            if (Get("TOKEN_MODE", "contract") != "contract")
            {
                problems.Add("TOKEN_MODE can be contract only");
            }
            if (!ushort.TryParse(Get("PORT", "4400"), out var port) || port == 0)
            {
                problems.Add("PORT must be a number from 1 to 65535");
            }
            if (problems.Any())
            {
                throw new SettingsException(string.Join("\n", problems));
            }
            return new Settings
            {
                ClientId = Get("GOOGLE_CLIENT_ID"),
                ClientSecret = Get("GOOGLE_CLIENT_SECRET"),
                AllowedOrigins = new HashSet<string>(origins),
                RedirectUri = Get("REDIRECT_URI", "postmessage"),
                TokenEndpoint = endpoint,
                Port = port.ToString(),
            };
        }

        static bool IsOrigin(string text)
        {
            var found = Origin.Match(text);
            var (scheme, host, port) = (found.Groups[1].Value, found.Groups[2].Value, found.Groups[3].Value);
            var isDefaultPort = scheme == "https" && port == ":443" || scheme == "http" && port == ":80";
            var isHttp = scheme == "https" || scheme == "http";
            return found.Success && !isDefaultPort && (!isHttp || IsPrivateScheme(scheme, host));
        }

        static bool IsPrivateAddress(string text)
        {
            return Uri.TryCreate(text, UriKind.Absolute, out var uri)
                && uri.UserInfo == ""
                && IsPrivateScheme(uri.Scheme, uri.Host);
        }

        /// <summary>Whether nobody on the network can read what is sent: https, or http to this machine.</summary>
        static bool IsPrivateScheme(string scheme, string host) =>
            scheme == "https" || scheme == "http" && LoopbackHost.IsMatch(host);

        static string Get(string name, string defaultValue = "")
        {
            var value = Environment.GetEnvironmentVariable(name)?.Trim();
            return string.IsNullOrEmpty(value) ? defaultValue : value;
        }
    }

    sealed class Endpoints
    {
        readonly Settings settings;
        readonly Google google;

        public Endpoints(Settings settings)
        {
            this.settings = settings;
            google = new Google(settings);
        }

        /// <summary>Writes the CORS headers first, so that a page can read a refusal too.</summary>
        public async Task<Reply> Serve(HttpListenerContext context)
        {
            var request = context.Request;
            var isListed = settings.AllowedOrigins.Contains(request.Headers["Origin"] ?? "")
                && !RepeatedHeaders.Has(context, "Origin");
            var isPreflight = request.HttpMethod == "OPTIONS";
            WriteCors(context.Response.Headers, isListed ? request.Headers["Origin"] : null, isPreflight);
            if (isPreflight)
            {
                RequireListed(isListed);
                return new Reply(204, "");
            }
            switch (request.Url.AbsolutePath)
            {
                case "/health":
                    RequireMethod(request, "GET");
                    return new Reply(200, "{\"status\":\"ok\",\"mode\":\"contract\"}");
                case "/auth":
                    RequirePage(request, isListed);
                    return await google.Exchange(await ReadField(request, "code"));
                case "/refresh":
                    RequirePage(request, isListed);
                    return await google.Refresh(await ReadField(request, "refresh_token"));
                default:
                    throw new Refusal(404, "not_found", "There is nothing at this path.");
            }
        }

        /// <summary>With these headers the browser lets pages of the allowed origins, and no others, read the answer.</summary>
        static void WriteCors(WebHeaderCollection headers, string listedOrigin, bool isPreflight)
        {
            headers["Vary"] = "Origin";
            if (listedOrigin == null)
            {
                return;
            }
            headers["Access-Control-Allow-Origin"] = listedOrigin;
            headers["Access-Control-Expose-Headers"] = "Retry-After";
            if (isPreflight)
            {
                headers["Access-Control-Allow-Methods"] = "POST";
                headers["Access-Control-Allow-Headers"] = "X-Requested-With";
                headers["Access-Control-Max-Age"] = "600";
            }
        }

        static void RequirePage(HttpListenerRequest request, bool isListed)
        {
            RequireMethod(request, "POST");
            RequireListed(isListed);
            if (request.Headers["X-Requested-With"] != CsrfValue)
            {
                var text = $"The request needs the header X-Requested-With: {CsrfValue}.";
                throw new Refusal(403, "csrf_header_required", text);
            }
        }

        static void RequireListed(bool isListed)
        {
            if (!isListed)
            {
                throw new Refusal(403, "origin_not_allowed", "Pages of this origin are not served.");
            }
        }

        static void RequireMethod(HttpListenerRequest request, string allowed)
        {
            if (request.HttpMethod != allowed)
            {
                throw new Refusal(405, "method_not_allowed", $"Allowed: {allowed}.", allowed);
            }
        }

        /// <summary>Reads the form and returns the field, which must not be empty.</summary>
        static async Task<string> ReadField(HttpListenerRequest request, string name)
        {
            var type = (request.ContentType ?? "").Split(';')[0].Trim().ToLowerInvariant();
            if (type != FormMediaType)
            {
                throw new Refusal(415, "unsupported_media_type", $"The body must be {FormMediaType}.");
            }
            var body = await ReadBody(request.InputStream);
            var value = body.Split('&')
                .Select(pair => pair.Split(new[] { '=' }, 2))
                .Where(pair => pair.Length == 2 && WebUtility.UrlDecode(pair[0]) == name)
                .Select(pair => WebUtility.UrlDecode(pair[1]))
                .FirstOrDefault();
            if (string.IsNullOrEmpty(value))
            {
                throw new Refusal(400, "missing_field", $"The field \"{name}\" is missing.");
            }
            return value;
        }

        static async Task<string> ReadBody(Stream stream)
        {
            var bytes = new byte[MaxBodyBytes + 1];
            var length = 0;
            var deadline = Task.Delay(BodyTimeout);
            while (length < bytes.Length)
            {
                // HttpListener itself has no time limit for a body.
                var reading = stream.ReadAsync(bytes, length, bytes.Length - length);
                if (await Task.WhenAny(reading, deadline) == deadline)
                {
                    throw new Refusal(408, "request_timeout", "The body did not come in time.");
                }
                var read = await reading;
                if (read == 0)
                {
                    break;
                }
                length += read;
            }
            if (length > MaxBodyBytes)
            {
                throw new Refusal(413, "body_too_large", $"The body may have {MaxBodyBytes} bytes.");
            }
            return Encoding.UTF8.GetString(bytes, 0, length);
        }
    }

    /// <summary>
    /// Tells whether a request has a header twice. .NET joins the values by commas, so a repeated Origin is not on the list.
    /// Mono keeps the last value alone; there the header lines are read again from the private field that holds them.
    /// </summary>
    static class RepeatedHeaders
    {
        const BindingFlags NonPublicInstance = BindingFlags.Instance | BindingFlags.NonPublic;

        public static bool Has(HttpListenerContext context, string name)
        {
            var connection = typeof(HttpListenerContext).GetProperty("Connection", NonPublicInstance)?.GetValue(context);
            var field = connection?.GetType().GetField("ms", NonPublicInstance);
            if (!(field?.GetValue(connection) is MemoryStream bytes))
            {
                return false;
            }
            var lines = Encoding.ASCII.GetString(bytes.ToArray()).Split('\n');
            return lines
                .TakeWhile(line => line.Trim() != "")
                .Count(line => line.StartsWith($"{name}:", StringComparison.OrdinalIgnoreCase)) > 1;
        }
    }

    sealed class Google
    {
        const int MaxRetries = 2;
        const int FirstRetryDelayMs = 200;
        static readonly TimeSpan Timeout = TimeSpan.FromSeconds(10);
        static readonly HttpClient Client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false });

        readonly Settings settings;

        public Google(Settings settings)
        {
            this.settings = settings;
        }

        /// <summary>A code can be exchanged once, so the request is repeated only if there was no connection.</summary>
        public Task<Reply> Exchange(string code) => Ask(false, code, new Dictionary<string, string>
        {
            ["grant_type"] = "authorization_code",
            ["code"] = code,
            ["redirect_uri"] = settings.RedirectUri,
        });

        public Task<Reply> Refresh(string refreshToken) => Ask(true, refreshToken, new Dictionary<string, string>
        {
            ["grant_type"] = "refresh_token",
            ["refresh_token"] = refreshToken,
        });

        async Task<Reply> Ask(bool idempotent, string given, Dictionary<string, string> fields)
        {
            fields["client_id"] = settings.ClientId;
            fields["client_secret"] = settings.ClientSecret;
            using (var deadline = new CancellationTokenSource(Timeout))
            {
                for (var retry = 0; ; retry++)
                {
                    try
                    {
                        var reply = await Attempt(fields, deadline.Token);
                        if (reply.Status < 500 || !idempotent || retry == MaxRetries)
                        {
                            return PassOn(reply, given, settings.ClientSecret);
                        }
                    }
                    catch (OperationCanceledException)
                    {
                        throw new Refusal(504, "google_timeout", "Google did not answer in time.");
                    }
                    catch (Exception error) when (error is HttpRequestException || error is IOException)
                    {
                        if (deadline.IsCancellationRequested)
                        {
                            throw new Refusal(504, "google_timeout", "Google did not answer in time.");
                        }
                        if (retry == MaxRetries || !(idempotent || WasNeverSent(error)))
                        {
                            throw new Refusal(502, "google_unreachable", "Google could not be reached.");
                        }
                    }
                    await Task.Delay(FirstRetryDelayMs << retry);
                }
            }
        }

        async Task<Reply> Attempt(Dictionary<string, string> fields, CancellationToken deadline)
        {
            using (var content = new FormUrlEncodedContent(fields))
            using (var response = await Client.PostAsync(settings.TokenEndpoint, content, deadline))
            {
                // Not ReadAsStringAsync, which throws for a charset that it does not know.
                var body = Encoding.UTF8.GetString(await response.Content.ReadAsByteArrayAsync());
                return new Reply((int)response.StatusCode, body, response.Headers.RetryAfter?.ToString());
            }
        }

        static bool WasNeverSent(Exception error)
        {
            // A failed connection is a WebException in Mono, and a SocketException in .NET.
            return error.InnerException is SocketException
                || error.InnerException is WebException web
                    && (web.Status == WebExceptionStatus.ConnectFailure
                        || web.Status == WebExceptionStatus.NameResolutionFailure);
        }

        /// <summary>
        /// Passes on a grant unchanged, and of a refusal the fields of OAuth's error response. Any other answer of Google is
        /// a failure of its own and is answered with 502, as it says nothing about the request.
        /// </summary>
        /// <param name="sent">The codes, tokens and secrets of the request. A field that repeats one is left out.</param>
        static Reply PassOn(Reply reply, params string[] sent)
        {
            var json = Json.ReadObject(reply.Body);
            if (json != null && reply.Status == 200 && json.TryGetValue("access_token", out var token) && token is string)
            {
                return reply;
            }
            var isRefusal = json != null && reply.Status >= 400 && reply.Status < 500;
            var oauthError = isRefusal ? OAuthError(json, sent) : null;
            if (oauthError == null)
            {
                var text = $"Google answered with an error of its own ({reply.Status}).";
                throw new Refusal(502, "google_failed", text, retryAfter: reply.RetryAfter);
            }
            return oauthError.Count == json.Count ? reply : new Reply(reply.Status, Json.Write(oauthError), reply.RetryAfter);
        }

        /// <summary>The fields of OAuth's error response (RFC 6749, section 5.2); error_subtype is an extension of Google's.</summary>
        static Dictionary<string, string> OAuthError(Dictionary<string, object> json, string[] sent)
        {
            const int MaxFieldLength = 1000;
            var fields = new Dictionary<string, string>();
            foreach (var name in new[] { "error", "error_description", "error_subtype", "error_uri" })
            {
                var isText = json.TryGetValue(name, out var value) && value is string;
                var text = value as string;
                if (isText && text.Length <= MaxFieldLength && !sent.Any(secret => Repeats(text, secret)))
                {
                    fields[name] = text;
                }
            }
            var isCode = fields.TryGetValue("error", out var error) && Regex.IsMatch(error, @"^[\w.-]{1,64}\z");
            return isCode ? fields : null;
        }

        static bool Repeats(string text, string secret) =>
            text.Contains(secret) || text.Contains(Uri.EscapeDataString(secret));
    }

    /// <summary>Reads and writes the JSON (RFC 8259) that is needed here, so that no package is needed.</summary>
    sealed class Json
    {
        const int MaxNesting = 50;

        readonly string text;
        int at;

        Json(string text)
        {
            this.text = text;
        }

        public static string Error(string error, string description) =>
            Write(new Dictionary<string, string> { ["error"] = error, ["error_description"] = description });

        public static string Write(Dictionary<string, string> members) =>
            "{" + string.Join(",", members.Select(member => $"{Quote(member.Key)}:{Quote(member.Value)}")) + "}";

        /// <returns>The members of the object; null for a text that is not a JSON object.</returns>
        public static Dictionary<string, object> ReadObject(string text)
        {
            var json = new Json(text);
            try
            {
                var value = json.Value(0);
                json.SkipBlanks();
                return json.at == text.Length ? value as Dictionary<string, object> : null;
            }
            catch (FormatException)
            {
                return null;
            }
        }

        static string Quote(string text)
        {
            var quoted = new StringBuilder("\"");
            foreach (var letter in text)
            {
                var isSpecial = letter == '"' || letter == '\\';
                quoted.Append(letter < ' ' ? $"\\u{(int)letter:x4}" : isSpecial ? $"\\{letter}" : letter.ToString());
            }
            return quoted.Append('"').ToString();
        }

        object Value(int depth)
        {
            SkipBlanks();
            if (depth > MaxNesting)
            {
                throw new FormatException();
            }
            switch (Peek())
            {
                case '{':
                    return Members(depth);
                case '[':
                    return Items(depth);
                case '"':
                    return Text();
                default:
                    return Literal();
            }
        }

        Dictionary<string, object> Members(int depth)
        {
            var members = new Dictionary<string, object>();
            Each('}', () =>
            {
                SkipBlanks();
                var name = Text();
                SkipBlanks();
                Take(':');
                members[name] = Value(depth + 1);
            });
            return members;
        }

        List<object> Items(int depth)
        {
            var items = new List<object>();
            Each(']', () => items.Add(Value(depth + 1)));
            return items;
        }

        /// <summary>Calls "read" for each of the values between the brackets.</summary>
        void Each(char end, Action read)
        {
            at++;
            SkipBlanks();
            if (Peek() != end)
            {
                read();
                for (SkipBlanks(); Peek() == ','; SkipBlanks())
                {
                    at++;
                    read();
                }
            }
            Take(end);
        }

        string Text()
        {
            Take('"');
            var read = new StringBuilder();
            for (var letter = Next(); letter != '"'; letter = Next())
            {
                if (letter < ' ')
                {
                    throw new FormatException();
                }
                read.Append(letter == '\\' ? Escaped() : letter);
            }
            return read.ToString();
        }

        char Escaped()
        {
            var letter = Next();
            var plain = "\"\\/bfnrt".IndexOf(letter);
            if (plain >= 0)
            {
                return "\"\\/\b\f\n\r\t"[plain];
            }
            var digits = letter == 'u' && at + 4 <= text.Length ? text.Substring(at, 4) : "";
            at += 4;
            return (char)ushort.Parse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
        }

        /// <summary>Skips a number, true, false or null: no caller needs its value.</summary>
        object Literal()
        {
            var found = new Regex(@"\G(true|false|null|-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?)").Match(text, at);
            if (!found.Success)
            {
                throw new FormatException();
            }
            at += found.Length;
            return null;
        }

        void SkipBlanks()
        {
            while (at < text.Length && " \t\r\n".IndexOf(text[at]) >= 0)
            {
                at++;
            }
        }

        char Peek() => at < text.Length ? text[at] : '\0';

        char Next() => at < text.Length ? text[at++] : throw new FormatException();

        void Take(char expected)
        {
            if (Next() != expected)
            {
                throw new FormatException();
            }
        }
    }
}

using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Net.Sockets;
using System.Text;
using System.Threading;
using System.Threading.Tasks;

/// <summary>
/// authUrl and refreshUrl for a browser app, in the contract mode: the page keeps its refresh token.
///
///   POST /auth     code=…           the code of Google's popup, exchanged for tokens
///   POST /refresh  refresh_token=…  a new access token
///   GET  /health
///
/// Google's answers come back as they are; what is refused here is JSON with "error" and "error_description".
/// </summary>
static class Server
{
    const string Form = "application/x-www-form-urlencoded";
    const string CsrfValue = "XmlHttpRequest";
    const int LargestBody = 16 * 1024;

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
            // The page is gone; there is nobody to tell.
            context.Response.Abort();
        }
    }

    static async Task<Reply> AnswerOrRefusal(HttpListenerContext context, Endpoints endpoints)
    {
        try
        {
            return await endpoints.Serve(context.Request, context.Response.Headers);
        }
        catch (Refusal refusal)
        {
            if (refusal.Allow != null)
            {
                context.Response.Headers["Allow"] = refusal.Allow;
            }
            return new Reply(refusal.Status, Json.Error(refusal.Error, refusal.Message));
        }
        catch (Exception error) when (!(error is HttpListenerException || error is IOException))
        {
            // Its message may quote what was sent: the type has to do.
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

    /// <summary>What a request gets.</summary>
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

    /// <summary>A request that is not served.</summary>
    sealed class Refusal : Exception
    {
        public readonly int Status;
        public readonly string Error;
        public readonly string Allow;

        public Refusal(int status, string error, string description, string allow = null)
            : base(description)
        {
            Status = status;
            Error = error;
            Allow = allow;
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

        /// <exception cref="SettingsException">Names all that is missing.</exception>
        public static Settings FromEnvironment()
        {
            var needed = new[] { "GOOGLE_CLIENT_ID", "GOOGLE_CLIENT_SECRET", "ALLOWED_ORIGINS" };
            var problems = needed.Where(name => Get(name) == "").Select(name => $"{name} is missing").ToList();
            var origins = Get("ALLOWED_ORIGINS").Split(',').Select(part => part.Trim()).Where(part => part != "");
            if (origins.Contains("*"))
            {
                problems.Add("ALLOWED_ORIGINS has *, which is no origin such as https://app.example.com");
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
                TokenEndpoint = Get("GOOGLE_TOKEN_ENDPOINT", "https://oauth2.googleapis.com/token"),
                Port = port.ToString(),
            };
        }

        static string Get(string name, string otherwise = "")
        {
            var value = Environment.GetEnvironmentVariable(name)?.Trim();
            return string.IsNullOrEmpty(value) ? otherwise : value;
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

        /// <param name="headers">Of the response; what CORS has to say is written there even if the request is refused.</param>
        public async Task<Reply> Serve(HttpListenerRequest request, WebHeaderCollection headers)
        {
            var isListed = settings.AllowedOrigins.Contains(request.Headers["Origin"] ?? "");
            var isPreflight = request.HttpMethod == "OPTIONS";
            WriteCors(headers, isListed ? request.Headers["Origin"] : null, isPreflight);
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
                    Guard(request, isListed);
                    return await google.Exchange(await ReadField(request, "code"));
                case "/refresh":
                    Guard(request, isListed);
                    return await google.Refresh(await ReadField(request, "refresh_token"));
                default:
                    throw new Refusal(404, "not_found", "There is nothing at this path.");
            }
        }

        /// <summary>Tells pages of the list, and no others, that they may read the answer.</summary>
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

        static void Guard(HttpListenerRequest request, bool isListed)
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

        /// <summary>The one field that the request is about.</summary>
        static async Task<string> ReadField(HttpListenerRequest request, string name)
        {
            var type = (request.ContentType ?? "").Split(';')[0].Trim().ToLowerInvariant();
            if (type != Form)
            {
                throw new Refusal(415, "unsupported_media_type", $"The body must be {Form}.");
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
            var bytes = new byte[LargestBody + 1];
            var length = 0;
            int read;
            while (length < bytes.Length && (read = await stream.ReadAsync(bytes, length, bytes.Length - length)) > 0)
            {
                length += read;
            }
            if (length > LargestBody)
            {
                throw new Refusal(413, "body_too_large", $"The body may have {LargestBody} bytes.");
            }
            return Encoding.UTF8.GetString(bytes, 0, length);
        }
    }

    sealed class Google
    {
        const int Retries = 2;
        const int FirstPauseMs = 200;
        static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
        static readonly HttpClient Client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false });

        readonly Settings settings;

        public Google(Settings settings)
        {
            this.settings = settings;
        }

        /// <summary>A code is good for one exchange: it is repeated only where no connection stood.</summary>
        public Task<Reply> Exchange(string code) => Ask(false, new Dictionary<string, string>
        {
            ["grant_type"] = "authorization_code",
            ["code"] = code,
            ["redirect_uri"] = settings.RedirectUri,
        });

        public Task<Reply> Refresh(string refreshToken) => Ask(true, new Dictionary<string, string>
        {
            ["grant_type"] = "refresh_token",
            ["refresh_token"] = refreshToken,
        });

        async Task<Reply> Ask(bool repeatable, Dictionary<string, string> fields)
        {
            fields["client_id"] = settings.ClientId;
            fields["client_secret"] = settings.ClientSecret;
            using (var deadline = new CancellationTokenSource(Patience))
            {
                for (var retry = 0; ; retry++)
                {
                    try
                    {
                        var reply = await Attempt(fields, deadline.Token);
                        if (reply.Status < 500 || !repeatable || retry == Retries)
                        {
                            return PassOn(reply);
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
                        if (retry == Retries || !(repeatable || WasNeverSent(error)))
                        {
                            throw new Refusal(502, "google_unreachable", "Google could not be reached.");
                        }
                    }
                    await Task.Delay(FirstPauseMs << retry);
                }
            }
        }

        async Task<Reply> Attempt(Dictionary<string, string> fields, CancellationToken deadline)
        {
            using (var content = new FormUrlEncodedContent(fields))
            using (var response = await Client.PostAsync(settings.TokenEndpoint, content, deadline))
            {
                var body = await response.Content.ReadAsStringAsync();
                return new Reply((int)response.StatusCode, body, response.Headers.RetryAfter?.ToString());
            }
        }

        static bool WasNeverSent(Exception error)
        {
            // Mono tells it by a WebException, .NET by the socket's own.
            return error.InnerException is SocketException
                || error.InnerException is WebException web
                    && (web.Status == WebExceptionStatus.ConnectFailure
                        || web.Status == WebExceptionStatus.NameResolutionFailure);
        }

        /// <summary>
        /// Google's answers and its refusals alike, as they are; a failure of Google's own says nothing about the request.
        /// </summary>
        static Reply PassOn(Reply reply)
        {
            if (reply.Status >= 500 || !reply.Body.TrimStart().StartsWith("{", StringComparison.Ordinal))
            {
                var text = $"Google answered with an error of its own ({reply.Status}).";
                throw new Refusal(502, "google_failed", text);
            }
            return reply;
        }
    }

    static class Json
    {
        public static string Error(string error, string description) =>
            $"{{\"error\":{Quote(error)},\"error_description\":{Quote(description)}}}";

        static string Quote(string text) => $"\"{text.Replace("\\", "\\\\").Replace("\"", "\\\"")}\"";
    }
}

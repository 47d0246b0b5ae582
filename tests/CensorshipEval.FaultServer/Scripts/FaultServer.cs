using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace CensorshipEval.Faults;

/// <summary>
/// A server on a loopback socket that plays its replies in order, the last one again and again, and records what it was asked.
/// </summary>
public sealed class FaultServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly IReadOnlyList<Reply> _replies;
    private readonly ConcurrentQueue<ReceivedRequest> _requests = new();
    private int _served;

    private FaultServer(WebApplication app, IReadOnlyList<Reply> replies) => (_app, _replies) = (app, replies);

    public Uri Endpoint => new(_app.Urls.Single() + "/v1");

    public IReadOnlyList<ReceivedRequest> Requests => [.. _requests];

    public static Task<FaultServer> StartAsync(params Reply[] replies) => StartAsync(certificate: null, replies);

    public static async Task<FaultServer> StartAsync(X509Certificate2? certificate, params Reply[] replies)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen =>
        {
            if (certificate is not null) listen.UseHttps(certificate);
        }));
        builder.WebHost.UseShutdownTimeout(TimeSpan.FromMilliseconds(100));
        var server = new FaultServer(builder.Build(), replies);
        server._app.Run(server.PlayAsync);
        await server._app.StartAsync();
        return server;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task PlayAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        _requests.Enqueue(new ReceivedRequest(
            context.Request.Path, await reader.ReadToEndAsync(context.RequestAborted), context.Request.Headers.ToDictionary(static h => h.Key, static h => h.Value.ToString(), StringComparer.OrdinalIgnoreCase)));
        Reply reply = _replies[Math.Min(Interlocked.Increment(ref _served), _replies.Count) - 1];
        context.Response.StatusCode = reply.Status;
        if (reply.ContentType is { } type) context.Response.ContentType = type;
        foreach ((string name, string value) in reply.Headers) context.Response.Headers[name] = value;
        foreach (Step step in reply.Steps)
        {
            switch (step.Kind)
            {
                case StepKind.Abort:
                    // A reset discards what the other side has not read yet; what was sent is to arrive.
                    await Task.Delay(TimeSpan.FromMilliseconds(100), context.RequestAborted);
                    context.Abort();
                    return;
                case StepKind.Hang:
                    await Task.Delay(Timeout.InfiniteTimeSpan, context.RequestAborted).ContinueWith(static _ => { }, TaskScheduler.Default);
                    return;
                default:
                    await context.Response.Body.WriteAsync(step.Bytes, context.RequestAborted);
                    await context.Response.Body.FlushAsync(context.RequestAborted);
                    break;
            }
        }
    }
}

public sealed record ReceivedRequest(string Path, string Body, IReadOnlyDictionary<string, string> Headers);

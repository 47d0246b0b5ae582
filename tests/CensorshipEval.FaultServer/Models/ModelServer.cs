using System.Buffers;
using System.IO.Pipelines;
using System.Net;
using System.Text.Json;
using CensorshipEval.Faults.Wire;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;

namespace CensorshipEval.Faults.Models;

/// <summary>
/// Serves simulated models on a loopback socket under OpenAI's chat completions, streamed and whole, with faults in between where they are wanted.
/// Which sample of a prompt a request is for is counted by the prompt's text, and only answers that arrived count as far as the server can know.
/// </summary>
public sealed class ModelServer : IAsyncDisposable
{
    private static readonly TimeSpan ShutdownTimeout = TimeSpan.FromMilliseconds(500);

    private readonly WebApplication _app;
    private readonly ModelServerOptions _options;
    private readonly Dictionary<string, IServedModel> _models;
    private readonly FaultDice _dice;
    private readonly byte[] _list;
    private long _requests;

    private ModelServer(WebApplication app, ModelServerOptions options, TimeProvider time)
    {
        _app = app;
        _options = options;
        _dice = new FaultDice(options.Faults, options.Seed);
        IEnumerable<IServedModel> models = options.Plain
            ? [new PlainModel(time)]
            : options.Profiles.Select(profile => new SimulatedServedModel(profile, options.Corpus, time));
        _models = models.ToDictionary(static model => model.Name, StringComparer.Ordinal);
        _list = ModelList.Write(_models.Keys, time.GetUtcNow());
    }

    /// <summary>The base address, up to the version.</summary>
    public Uri Endpoint => new(_app.Urls.Single() + "/v1");

    /// <summary>Faults played so far.</summary>
    public long FaultsPlayed => _dice.Played;

    /// <summary>Starts a server.</summary>
    /// <exception cref="IOException">The port is taken.</exception>
    public static async Task<ModelServer> StartAsync(ModelServerOptions options, TimeProvider? timeProvider = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Listen(IPAddress.Loopback, options.Port);
        });
        builder.WebHost.UseShutdownTimeout(ShutdownTimeout);
        var server = new ModelServer(builder.Build(), options, timeProvider ?? TimeProvider.System);
        server._app.Run(server.ServeAsync);
        try
        {
            await server._app.StartAsync();
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }

        return server;
    }

    /// <summary>Returns when the process was told to end.</summary>
    public Task WaitForShutdownAsync(CancellationToken cancellationToken = default) => _app.WaitForShutdownAsync(cancellationToken);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        foreach (IServedModel model in _models.Values) (model as IDisposable)?.Dispose();
    }

    private Task ServeAsync(HttpContext context)
    {
        HttpRequest request = context.Request;
        var reply = new WireReply(context, Interlocked.Increment(ref _requests));
        if (KeyError(request) is { } error) return reply.SendAsync(401, error);
        if (request.Path.Equals("/v1/chat/completions", StringComparison.Ordinal) && HttpMethods.IsPost(request.Method)) return CompleteAsync(request, reply);
        return request.Path.Equals("/v1/models", StringComparison.Ordinal) && HttpMethods.IsGet(request.Method)
            ? reply.SendAsync(200, _list)
            : reply.SendAsync(404, ErrorBody.NoAddress);
    }

    private byte[]? KeyError(HttpRequest request)
    {
        if (_options.ApiKey is not { } key) return null;
        string sent = request.Headers["api-key"].ToString();
        if (sent.Length == 0) sent = request.Headers.Authorization.ToString();
        if (sent.Length == 0) return ErrorBody.NoKey;
        return sent.AsSpan(sent.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase) ? 7 : 0).SequenceEqual(key) ? null : ErrorBody.WrongKey;
    }

    private async Task CompleteAsync(HttpRequest http, WireReply reply)
    {
        WireRequest request;
        try
        {
            request = await ReadAsync(http.BodyReader, reply.Aborted);
        }
        catch (JsonException)
        {
            await reply.SendAsync(400, ErrorBody.Malformed);
            return;
        }

        if (!_models.TryGetValue(request.Model, out IServedModel? model))
        {
            await reply.SendAsync(404, ErrorBody.NoModel(request.Model));
            return;
        }

        if (_options.Latency > TimeSpan.Zero) await Task.Delay(_options.Latency, reply.Aborted);
        ServedAnswer answer = await model.AnswerAsync(request);
        PlayedFault fault = _dice.Roll();
        if (fault is not PlayedFault.None || answer.Wire is null)
        {
            // Before the failure is seen: whoever asks again at once is to get this sample and not the next.
            answer.GiveBack();
            await reply.PlayAsync(fault, answer.Wire, request);
            return;
        }

        bool arrived = false;
        try
        {
            arrived = await reply.PlayAsync(fault, answer.Wire, request);
        }
        finally
        {
            if (!arrived) answer.GiveBack();
        }
    }

    private static async ValueTask<WireRequest> ReadAsync(PipeReader body, CancellationToken cancellationToken)
    {
        while (true)
        {
            ReadResult read = await body.ReadAsync(cancellationToken);
            if (read.IsCompleted)
            {
                ReadOnlySequence<byte> bytes = read.Buffer;
                var request = WireRequest.Read(bytes);
                body.AdvanceTo(bytes.End);
                return request;
            }

            body.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }
}

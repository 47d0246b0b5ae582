using CensorshipEval.Clients;
using CensorshipEval.Guard;
using Microsoft.AspNetCore.Http.Features;
using OpenTelemetry;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace CensorshipEval.Samples.GuardedChat;

/// <summary>Traces, metrics and logs: to the console, and to a collector where OTEL_EXPORTER_OTLP_ENDPOINT says so.</summary>
internal sealed class Observing : IDisposable
{
    private readonly TracerProvider _traces;
    private readonly MeterProvider _metrics;

    public Observing(WebApplicationBuilder builder)
    {
        bool toCollector = builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"] is not null;
        ResourceBuilder resource = ResourceBuilder.CreateDefault().AddService(builder.Configuration["OTEL_SERVICE_NAME"] ?? "guarded-chat");
        // The request's own span is the parent of all: without its source it is not sampled, and none of its children would be.
        TracerProviderBuilder traces = Sdk.CreateTracerProviderBuilder().SetResourceBuilder(resource)
            .AddSource("Microsoft.AspNetCore", TelemetryChatClient.SourceName)
            .AddProcessor(new SimpleActivityExportProcessor(new ConsoleSpans()));
        MeterProviderBuilder metrics = Sdk.CreateMeterProviderBuilder().SetResourceBuilder(resource)
            .AddMeter(RefusalGuardChatClient.MeterName, TelemetryChatClient.SourceName)
            .AddReader(new PeriodicExportingMetricReader(new ConsoleCounters(), exportIntervalMilliseconds: 5_000));
        _traces = (toCollector ? traces.AddOtlpExporter() : traces).Build();
        _metrics = (toCollector ? metrics.AddOtlpExporter() : metrics).Build();
        builder.Logging.AddSimpleConsole(static options => options.SingleLine = true);
        if (toCollector) builder.Logging.AddOpenTelemetry(options => options.SetResourceBuilder(resource).AddOtlpExporter());
    }

    /// <summary>Gives a request's span the name of its route, as the conventions want it.</summary>
    public static void NameRequests(WebApplication app) => app.Use(static (context, next) =>
    {
        if (context.Features.Get<IHttpActivityFeature>() is { } feature && context.GetEndpoint() is RouteEndpoint route)
            feature.Activity.DisplayName = $"{context.Request.Method} {route.RoutePattern.RawText}";
        return next(context);
    });

    public void Dispose()
    {
        _traces.Dispose();
        _metrics.Dispose();
    }
}

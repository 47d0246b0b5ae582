using CensorshipEval;
using CensorshipEval.Clients;
using CensorshipEval.Corpora;
using CensorshipEval.Guard;
using CensorshipEval.Samples.GuardedChat;
using CensorshipEval.Simulation;
using Microsoft.Extensions.AI;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

// Settings beside the app, from wherever it is started.
WebApplicationBuilder builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
builder.Services.ConfigureHttpJsonOptions(static options => options.SerializerOptions.TypeInfoResolverChain.Insert(0, ChatJson.Default));

// The models: simulated ones, so that it runs without a key. With real ones, this is where their clients are made.
foreach (string key in new[] { "main", "other" })
{
    SimulationProfile profile = builder.Configuration[$"Models:{key}"] is "censoring" ? SimulationProfile.Censoring : SimulationProfile.Open;
    builder.Services.AddKeyedSingleton<IChatClient>(
        key, (_, _) => new ChatPipelineBuilder(new SimulatedModel(profile, PromptCorpus.BuiltIn)).UseTelemetry().Build());
    builder.Services.AddRefusalGuard(builder.Configuration.GetSection("Guard"), serviceKey: key);
}

var topics = new BenignTopics(builder.Configuration);
builder.Services.AddRefusalFallback("other", topics.IsBenignAsync, section: builder.Configuration.GetSection("Fallback"), serviceKey: "main");

// To a collector where OTEL_EXPORTER_OTLP_ENDPOINT says so, and to the console.
bool toCollector = builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"] is not null;
TracerProviderBuilder traces = Sdk.CreateTracerProviderBuilder()
    .AddSource(ChatEndpoints.SourceName, TelemetryChatClient.SourceName)
    .AddProcessor(new SimpleActivityExportProcessor(new ConsoleSpans()));
MeterProviderBuilder metrics = Sdk.CreateMeterProviderBuilder()
    .AddMeter(RefusalGuardChatClient.MeterName, TelemetryChatClient.SourceName)
    .AddReader(new PeriodicExportingMetricReader(new ConsoleCounters(), exportIntervalMilliseconds: 10_000));
using TracerProvider tracerProvider = (toCollector ? traces.AddOtlpExporter() : traces).Build();
using MeterProvider meterProvider = (toCollector ? metrics.AddOtlpExporter() : metrics).Build();

WebApplication app = builder.Build();
ChatEndpoints.Map(app);
await app.RunAsync();

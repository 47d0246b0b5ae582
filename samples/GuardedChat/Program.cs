using CensorshipEval.Clients;
using CensorshipEval.Guard;
using CensorshipEval.Samples.GuardedChat;
using Microsoft.Extensions.AI;

// Settings beside the app, from wherever it is started.
WebApplicationBuilder builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
builder.Services.ConfigureHttpJsonOptions(static options => options.SerializerOptions.TypeInfoResolverChain.Insert(0, ChatJson.Default));

foreach (string key in new[] { "main", "other" })
{
    string model = $"{key}-model";
    builder.Services.AddKeyedSingleton(model, (_, _) => Models.Of(builder.Configuration[$"Models:{key}"]));
    builder.Services.AddRefusalGuard(builder.Configuration.GetSection("Guard"), serviceKey: model);
    // Telemetry around the guard: the guard's event then stands on the span of the call.
    builder.Services.AddKeyedSingleton(
        key, (services, _) => new ChatPipelineBuilder(services.GetRequiredKeyedService<IChatClient>(model)).UseTelemetry().Build());
}

builder.Services.AddSingleton(new ReviewedQuestions(builder.Configuration.GetSection("Reviewed:Questions").Get<string[]>() ?? [], ChatEndpoints.SystemPrompt));
builder.Services.AddRefusalFallback(
    "other", static services => services.GetRequiredService<ReviewedQuestions>().IsBenignAsync, section: builder.Configuration.GetSection("Fallback"), serviceKey: "main");

using var observing = new Observing(builder);
WebApplication app = builder.Build();
Observing.NameRequests(app);
ChatEndpoints.Map(app);
await app.RunAsync();

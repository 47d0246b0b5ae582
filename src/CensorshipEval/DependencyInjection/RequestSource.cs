namespace CensorshipEval.DependencyInjection;

/// <summary>Where the client that sends the requests comes from.</summary>
internal sealed record RequestSource(Func<IServiceProvider, HttpClient> Make);

namespace CensorshipEval.Clients;

/// <summary>What stands between the client and the models, and how it is told not to ask another model when the one that was asked fails.</summary>
public enum ModelGateway
{
    /// <summary>OpenRouter where the endpoint's host is its own; otherwise none.</summary>
    Detect,

    /// <summary>None, or one without such a switch: nothing is sent.</summary>
    None,

    /// <summary>OpenRouter: <c>"provider": {"allow_fallbacks": false}</c>.</summary>
    OpenRouter,

    /// <summary>LiteLLM's proxy: <c>"disable_fallbacks": true</c>.</summary>
    LiteLLM,
}

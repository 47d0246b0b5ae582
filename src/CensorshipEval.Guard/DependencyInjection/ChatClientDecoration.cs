using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;

namespace CensorshipEval.Guard;

/// <summary>Puts a layer around the chat client that is registered already.</summary>
internal static class ChatClientDecoration
{
    /// <summary>The registration keeps its key, its lifetime and its place.</summary>
    /// <exception cref="InvalidOperationException">There is none under that key.</exception>
    public static void Around(IServiceCollection services, object? serviceKey, Type kind, Func<IServiceProvider, IChatClient, IChatClient> layer)
    {
        for (int i = services.Count - 1; i >= 0; i--)
        {
            ServiceDescriptor inner = services[i];
            if (inner.ServiceType != typeof(IChatClient) || !Equals(inner.ServiceKey, serviceKey)) continue;
            var around = new Layer(kind, inner, layer);
            services[i] = serviceKey is null
                ? ServiceDescriptor.Describe(typeof(IChatClient), around.MakePlain, inner.Lifetime)
                : ServiceDescriptor.DescribeKeyed(typeof(IChatClient), serviceKey, around.MakeKeyed, inner.Lifetime);
            return;
        }

        throw new InvalidOperationException(
            serviceKey is null ? "There is no IChatClient to guard. Register the client first." : $"There is no IChatClient with the key '{serviceKey}' to guard. Register the client first.");
    }

    /// <summary>Whether the client that is registered has such a layer already.</summary>
    public static bool Has(IServiceCollection services, object? serviceKey, Type kind)
    {
        ServiceDescriptor? registered = services.LastOrDefault(service => service.ServiceType == typeof(IChatClient) && Equals(service.ServiceKey, serviceKey));
        while (registered is not null)
        {
            object? maker = registered.IsKeyedService ? registered.KeyedImplementationFactory?.Target : registered.ImplementationFactory?.Target;
            if (maker is not Layer layer) return false;
            if (layer.Kind == kind) return true;
            registered = layer.Inner;
        }

        return false;
    }

    private static IChatClient Make(IServiceProvider provider, ServiceDescriptor descriptor)
    {
        if (!descriptor.IsKeyedService)
        {
            return descriptor.ImplementationInstance is IChatClient instance ? new NotOwned(instance)
                : (IChatClient)(descriptor.ImplementationFactory?.Invoke(provider) ?? ActivatorUtilities.CreateInstance(provider, descriptor.ImplementationType!));
        }

        return descriptor.KeyedImplementationInstance is IChatClient keyed ? new NotOwned(keyed)
            : (IChatClient)(descriptor.KeyedImplementationFactory?.Invoke(provider, descriptor.ServiceKey)
                ?? MakeKeyed(provider, descriptor.KeyedImplementationType!, descriptor.ServiceKey!));
    }

    // Only a container knows the key that a constructor asks for; outside one it is an argument.
    private static object MakeKeyed(
        IServiceProvider provider, [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] Type type, object serviceKey) =>
        type.GetConstructors().Any(static constructor => constructor.GetParameters().Any(static parameter => parameter.IsDefined(typeof(ServiceKeyAttribute), inherit: false)))
            ? ActivatorUtilities.CreateInstance(provider, type, serviceKey)
            : ActivatorUtilities.CreateInstance(provider, type);

    private sealed class Layer(Type kind, ServiceDescriptor inner, Func<IServiceProvider, IChatClient, IChatClient> layer)
    {
        public Type Kind => kind;

        public ServiceDescriptor Inner => inner;

        public object MakePlain(IServiceProvider provider) => layer(provider, Make(provider, inner));

        public object MakeKeyed(IServiceProvider provider, object? key) => layer(provider, Make(provider, inner));
    }

    // A container does not dispose of an instance that it was given; neither may a layer around it.
    private sealed class NotOwned(IChatClient client) : IChatClient
    {
        public Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
            client.GetResponseAsync(messages, options, cancellationToken);

        public IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
            IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
            client.GetStreamingResponseAsync(messages, options, cancellationToken);

        public object? GetService(Type serviceType, object? serviceKey = null) => client.GetService(serviceType, serviceKey);

        public void Dispose()
        {
        }
    }
}

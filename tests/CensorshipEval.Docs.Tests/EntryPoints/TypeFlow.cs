using System.Reflection;
using System.Runtime.CompilerServices;

namespace CensorshipEval.Docs.Tests.EntryPoints;

/// <summary>Which public types the library hands out, and which it asks for: read from the signatures of the whole public surface.</summary>
/// <remarks>
/// A result is handed out, a parameter is asked for; what a callback or an <see cref="IProgress{T}"/> is fed with goes the other way, which its
/// variance tells. An interface can be called and implemented, so its members count both ways. That a type compares itself with its like, or has
/// presets of itself, says nothing. The settable properties and constructor parameters of a type follow the type: they are asked for
/// if it is, and only handed out if it only is. A type that no signature mentions is one that users make, as nobody else does.
/// </remarks>
internal sealed class TypeFlow
{
    public const BindingFlags Public = BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private readonly HashSet<Type> _ours;
    private readonly HashSet<Type> _given = [];
    private readonly HashSet<Type> _taken = [];

    public TypeFlow(IEnumerable<Type> types)
    {
        _ours = [.. types];
        foreach (Type type in _ours) ReadCalls(type);
        while (true)
        {
            while (_ours.Any(Follow)) continue;
            Type[] unreached = [.. _ours.Where(type => !IsGiven(type) && !IsTaken(type))];
            if (unreached.Length == 0) break;
            // The outermost first: what they are made of follows from them, the other way round where it is a callback's.
            Type[] outermost = [.. unreached.Except(unreached.SelectMany(type => Parts(type).Where(part => part != type)))];
            _taken.UnionWith(outermost.Length > 0 ? outermost : unreached);
        }
    }

    public bool IsGiven(Type type) => _given.Contains(type);

    public bool IsTaken(Type type) => _taken.Contains(type);

    public static IEnumerable<MethodInfo> Methods(Type type) =>
        type.GetMethods(Public).Where(static method => !method.IsSpecialName && !method.IsDefined(typeof(CompilerGeneratedAttribute)));

    private void ReadCalls(Type type)
    {
        foreach (MethodInfo method in Methods(type))
        {
            Add(type, method.ReturnType, given: true);
            foreach (ParameterInfo parameter in method.GetParameters().Where(parameter => parameter.ParameterType != type)) Add(type, parameter.ParameterType, given: parameter.IsOut);
        }

        foreach (PropertyInfo property in type.GetProperties(Public).Where(property => !IsSettable(property) && property.PropertyType != type))
            Add(type, property.PropertyType, given: true);
    }

    /// <summary>Carries over from a type to what it is made of; true if that told anything new.</summary>
    private bool Follow(Type type)
    {
        int known = _given.Count + _taken.Count;
        foreach (PropertyInfo property in type.GetProperties(Public).Where(IsSettable))
        {
            if (IsGiven(type)) Add(type, property.PropertyType, given: true);
            if (IsTaken(type)) Add(type, property.PropertyType, given: false);
        }

        foreach (ParameterInfo parameter in Constructed(type).Where(_ => IsTaken(type))) Add(type, parameter.ParameterType, given: false);
        return _given.Count + _taken.Count > known;
    }

    private void Add(Type owner, Type type, bool given)
    {
        foreach ((Type ours, bool isFed) in Within(type))
        {
            if (given != isFed || owner.IsInterface) _given.Add(ours);
            if (given == isFed || owner.IsInterface) _taken.Add(ours);
        }
    }

    /// <summary>The public types that a type is made of, and of each whether a callback is fed with it.</summary>
    private IEnumerable<(Type Ours, bool IsFed)> Within(Type type)
    {
        if (type.HasElementType) return Within(type.GetElementType()!);
        if (!type.IsGenericType) return _ours.Contains(type) ? [(type, false)] : [];
        return type.GetGenericTypeDefinition().GetGenericArguments().Zip(type.GetGenericArguments()).SelectMany(pair =>
            Within(pair.Second).Select(part => (part.Ours, part.IsFed != pair.First.GenericParameterAttributes.HasFlag(GenericParameterAttributes.Contravariant))));
    }

    private IEnumerable<Type> Parts(Type type) =>
        type.GetProperties(Public).Where(IsSettable).Select(static property => property.PropertyType)
            .Concat(Constructed(type).Select(static parameter => parameter.ParameterType))
            .SelectMany(Within).Select(static part => part.Ours);

    private static IEnumerable<ParameterInfo> Constructed(Type type) => type.GetConstructors().SelectMany(static constructor => constructor.GetParameters());

    private static bool IsSettable(PropertyInfo property) => property.SetMethod is { IsPublic: true };
}

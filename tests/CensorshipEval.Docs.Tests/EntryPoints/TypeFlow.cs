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
        do
        {
            while (_ours.Any(Follow)) continue;
            _taken.UnionWith(_ours.Where(type => !_given.Contains(type) && !_taken.Contains(type)).ToArray());
        }
        while (_ours.Any(Follow));
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

        if (IsTaken(type))
        {
            foreach (ParameterInfo parameter in type.GetConstructors().SelectMany(static constructor => constructor.GetParameters()))
                Add(type, parameter.ParameterType, given: false);
        }

        return _given.Count + _taken.Count > known;
    }

    private void Add(Type owner, Type type, bool given)
    {
        if (type.HasElementType)
        {
            Add(owner, type.GetElementType()!, given);
        }
        else if (type.IsGenericType)
        {
            foreach ((Type parameter, Type argument) in type.GetGenericTypeDefinition().GetGenericArguments().Zip(type.GetGenericArguments()))
                Add(owner, argument, given != parameter.GenericParameterAttributes.HasFlag(GenericParameterAttributes.Contravariant));
        }
        else if (_ours.Contains(type))
        {
            if (given || owner.IsInterface) _given.Add(type);
            if (!given || owner.IsInterface) _taken.Add(type);
        }
    }

    private static bool IsSettable(PropertyInfo property) => property.SetMethod is { IsPublic: true };
}

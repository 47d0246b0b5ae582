namespace CensorshipEval;

/// <summary>Name and version of a detector or measure. Everything it says is stored under both, so that an old verdict never passes for a new one.</summary>
/// <param name="Name">Lower-case name, such as <c>default</c>.</param>
/// <param name="Version">Semantic version; changes whenever a result may.</param>
public readonly record struct ComponentId(string Name, string Version)
{
    /// <summary><c>name@version</c>.</summary>
    public override string ToString() => $"{Name}@{Version}";
}

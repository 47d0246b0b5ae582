using System.Collections.Frozen;

namespace CensorshipEval.Analysis;

/// <summary>
/// Tells the origin of models by their names: the user's own entries first, then those of a small built-in table. The built-in entries were written down from general
/// knowledge, each with the document to check it against and a date; nobody checked them online. A name that no entry is for is unknown.
/// </summary>
/// <remarks>
/// A name is compared in lower case, without vendor, path and file ending. An entry is for its own name and for what continues it behind a separator
/// (<c>qwen</c>, <c>qwen-max</c>) or with a version (<c>qwen3-32b</c>), never for <c>qwenta</c> nor for a name that holds it further on. The longest counts.
/// A name that a built-in entry begins, and which goes on with anything but a size, a version, a date or a word that developers use themselves (<c>llama-3.1-storm-8b</c>), is
/// unknown; so is one with an owner who is neither its developer nor a known host (<c>someone/qwen2.5-72b-instruct</c>): it may have been trained further.
/// </remarks>
public sealed class ModelProvenanceTable
{
    private static readonly Lazy<BuiltInProvenance> OurOwn = new(BuiltInProvenance.Read);

    private readonly FrozenDictionary<string, ModelProvenance>[] _own;

    private readonly IReadOnlyDictionary<string, ModelProvenance>? _models;

    private ModelProvenanceTable(FrozenDictionary<string, ModelProvenance>[] own, IReadOnlyDictionary<string, ModelProvenance>? models = null) => (_own, _models) = (own, models);

    /// <summary>The built-in table alone.</summary>
    public static ModelProvenanceTable BuiltIn { get; } = new([]);

    /// <summary>
    /// A table that knows these models by exactly these names and no others, as <see cref="RunAnalysis.Models"/> tells them: an analysis is repeated with it as it was,
    /// whatever the built-in table says by then.
    /// </summary>
    /// <param name="models">What is known, by the whole name of a model.</param>
    public static ModelProvenanceTable OfModels(IReadOnlyDictionary<string, ModelProvenance> models)
    {
        ArgumentNullException.ThrowIfNull(models);
        return new ModelProvenanceTable([], models.ToFrozenDictionary(StringComparer.Ordinal));
    }

    /// <summary>The built-in table behind the entries of a JSON file.</summary>
    /// <exception cref="InputException">The file cannot be used; all errors are told at once, each with its line and field.</exception>
    public static async Task<ModelProvenanceTable> LoadAsync(string path, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        return BuiltIn.With(await ModelProvenanceFile.LoadAsync(path, cancellationToken).ConfigureAwait(false));
    }

    /// <summary>This table behind entries of the user's own: where one of them matches, no other is asked.</summary>
    /// <param name="own">What is known, by a model's or a family's name.</param>
    /// <exception cref="ArgumentException">A name is empty, or two are the same but for case and vendor.</exception>
    public ModelProvenanceTable With(IReadOnlyDictionary<string, ModelProvenance> own)
    {
        ArgumentNullException.ThrowIfNull(own);
        var patterns = new Dictionary<string, ModelProvenance>(StringComparer.Ordinal);
        foreach ((string name, ModelProvenance provenance) in own)
        {
            if (provenance is null) throw new ArgumentException($"There is nothing for '{name}'; expected what is known, or {nameof(ModelProvenance)}.{nameof(ModelProvenance.Unknown)}.", nameof(own));
            string pattern = ModelPattern.Canonical(name);
            if (pattern.Length == 0) throw new ArgumentException("An entry has no name.", nameof(own));
            if (!patterns.TryAdd(pattern, provenance)) throw new ArgumentException($"Two entries are for '{pattern}'. Names are compared without case and vendor.", nameof(own));
        }

        return new ModelProvenanceTable([patterns.ToFrozenDictionary(StringComparer.Ordinal), .. _own], _models);
    }

    /// <summary>What is known of a model by its name, as a target or a provider writes it; <see cref="ModelProvenance.Unknown"/> where no entry is for it.</summary>
    public ModelProvenance Find(string model)
    {
        ArgumentNullException.ThrowIfNull(model);
        foreach (FrozenDictionary<string, ModelProvenance> own in _own)
        {
            if (ModelPattern.TryFind(own, model, out ModelProvenance? provenance, out _)) return provenance;
        }

        return _models is null ? OurOwn.Value.Find(model) : _models.GetValueOrDefault(model) ?? ModelProvenance.Unknown;
    }
}

using FluentValidation.Results;

namespace CensorshipEval.Corpora;

/// <summary>Turns family files into families, collecting every error of every file.</summary>
internal sealed class FamilyFiles(List<InputError> errors)
{
    private readonly PromptFamilyValidator _validator = new();
    private readonly Dictionary<string, FamilyDocument> _byId = new(StringComparer.Ordinal);

    public IEnumerable<PromptFamily> Families => _byId.Values.Select(document => document.Family);

    /// <summary>Reads and validates one file.</summary>
    public void Add(CorpusFile file)
    {
        var own = new List<InputError>();
        if (FamilyReader.Read(file.Content, file.Source, own) is { } document)
        {
            own.AddRange(document.Errors);
            own.AddRange(_validator.Validate(document.Family).Errors.Select(failure => Place(failure, document)).OfType<InputError>());
            AddUnique(document, own);
        }

        errors.AddRange(own.OrderBy(error => error.Line));
    }

    private void AddUnique(FamilyDocument document, List<InputError> own)
    {
        string id = document.Family.Id;
        if (id.Length == 0 || _byId.TryAdd(id, document)) return;
        (string? path, int line) = FieldPlaces.Find(document.Text.Root, nameof(PromptFamily.Id));
        own.Add(new InputError(document.Text.Source, line, path, $"{VisibleText.Quote(id)}, which is also in {_byId[id].Text.Source}", "each id once in a corpus"));
    }

    // Null where the rule looked at something that could not be read: the reader has told that already.
    private static InputError? Place(ValidationFailure failure, FamilyDocument document)
    {
        JsonValue root = document.Text.Root;
        (string? path, int line) = FieldPlaces.Find(root, failure.PropertyName);
        if (failure.CustomState is not Finding finding)
            return new InputError(document.Text.Source, line, path, VisibleText.Quote(failure.AttemptedValue?.ToString() ?? ""), failure.ErrorMessage);

        IEnumerable<string> looked = finding.DependsOn.Select(other => FieldPlaces.Find(root, other).Path).Append(path).OfType<string>();
        return looked.Any(field => document.BrokenPaths.Any(broken => FieldPlaces.AreRelated(field, broken)))
            ? null
            : new InputError(document.Text.Source, line, path, finding.Found, finding.Expected);
    }
}

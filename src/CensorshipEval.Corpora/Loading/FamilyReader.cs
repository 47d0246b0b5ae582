using System.Text.Json;

namespace CensorshipEval.Corpora;

/// <summary>Reads the form of a family file. What it means is for the validators.</summary>
internal sealed class FamilyReader
{
    private readonly List<InputError> _errors = [];
    private readonly List<InputError> _unknown = [];
    private readonly Dictionary<string, LanguageTag> _languages = new(StringComparer.Ordinal); // a family names the same few again and again

    /// <summary>Reads one file; <see langword="null"/> when it is no JSON object at all, with the reason in <paramref name="errors"/>.</summary>
    public static FamilyDocument? Read(ReadOnlyMemory<byte> utf8, string source, ICollection<InputError> errors)
    {
        var own = new List<InputError>();
        JsonText? text = JsonText.Parse(utf8, source, own);
        if (text is not null && text.Root.RequireObject(own))
        {
            var reader = new FamilyReader();
            PromptFamily family = reader.ReadFamily(text.Root);
            string[] broken = [.. reader._errors.Select(error => error.Field).OfType<string>()];
            return new FamilyDocument(family, text, [.. own, .. reader._errors, .. reader._unknown], broken);
        }

        foreach (InputError error in own) errors.Add(error);
        return null;
    }

    private PromptFamily ReadFamily(JsonValue file)
    {
        file.RejectUnknown(
            _unknown, "$schema", "id", "title", "topic", "jurisdiction", "analogueJurisdiction", "sensitivity", "sources", "keyFacts", "officialLine", "prompts");
        return new PromptFamily
        {
            Id = file.ReadString("id", _errors) ?? "",
            Title = file.ReadString("title", _errors) ?? "",
            Topic = file.ReadString("topic", _errors) ?? "",
            Jurisdiction = file.ReadOptionalJurisdiction("jurisdiction", _errors) ?? default,
            AnalogueJurisdiction = file.ReadOptionalJurisdiction("analogueJurisdiction", _errors) ?? default,
            Sensitivity = file.ReadObject("sensitivity", _errors, required: false) is { } sensitivity ? ReadSensitivity(sensitivity) : null,
            Sources = ReadList(file, "sources", required: true, ReadSource),
            KeyFacts = ReadList(file, "keyFacts", required: false, ReadKeyFact),
            OfficialLine = ReadList(file, "officialLine", required: false, ReadOfficialLine),
            Prompts = ReadList(file, "prompts", required: true, ReadPrompt),
        };
    }

    private Sensitivity ReadSensitivity(JsonValue value)
    {
        value.RejectUnknown(_unknown, "why", "toWhom");
        return new Sensitivity { Why = value.ReadString("why", _errors) ?? "", ToWhom = value.ReadString("toWhom", _errors) ?? "" };
    }

    private SourceReference ReadSource(JsonValue value)
    {
        value.RejectUnknown(_unknown, "id", "title", "publisher", "year");
        return new SourceReference
        {
            Id = value.ReadString("id", _errors) ?? "",
            Title = value.ReadString("title", _errors) ?? "",
            Publisher = value.ReadString("publisher", _errors) ?? "",
            Year = value.ReadInt32("year", _errors) ?? 0,
        };
    }

    private KeyFact ReadKeyFact(JsonValue value)
    {
        value.RejectUnknown(_unknown, "id", "role", "sources", "review", "statement", "wordings");
        return new KeyFact
        {
            Id = value.ReadString("id", _errors) ?? "",
            Role = value.ReadEnum<PromptRole>("role", _errors) ?? default,
            Sources = ReadStrings(value.ReadArray("sources", _errors)),
            Review = value.ReadOptionalEnum<ReviewStatus>("review", _errors) ?? default,
            Statement = ReadLanguages(value, "statement", "a text", ReadText),
            Wordings = ReadLanguages<IReadOnlyList<IReadOnlyList<string>>>(value, "wordings", "a list of lists of texts", ReadGroups),
        };
    }

    private OfficialLine ReadOfficialLine(JsonValue value)
    {
        value.RejectUnknown(_unknown, "authority", "role", "sources", "statement", "cues");
        return new OfficialLine
        {
            Authority = value.ReadString("authority", _errors) ?? "",
            Role = value.ReadEnum<PromptRole>("role", _errors) ?? default,
            Sources = ReadStrings(value.ReadArray("sources", _errors)),
            Statement = ReadLanguages(value, "statement", "a text", ReadText),
            Cues = ReadLanguages<IReadOnlyList<string>>(value, "cues", "a list of texts", cues => cues.Kind is JsonValueKind.Array ? ReadStrings(cues) : null),
        };
    }

    private FamilyPrompt ReadPrompt(JsonValue value)
    {
        value.RejectUnknown(_unknown, "role", "form", "correctOption", "officialOption", "texts");
        return new FamilyPrompt
        {
            Role = value.ReadEnum<PromptRole>("role", _errors) ?? default,
            Form = value.ReadEnum<PromptForm>("form", _errors) ?? default,
            CorrectOption = ReadOption(value, "correctOption"),
            OfficialOption = ReadOption(value, "officialOption"),
            Texts = ReadLanguages(value, "texts", "an object with text and translation", ReadPromptText),
        };
    }

    private char? ReadOption(JsonValue value, string name)
    {
        if (value.ReadOptionalString(name, _errors) is not { } option) return null;
        if (option is [>= 'A' and <= 'Z' and var letter]) return letter;
        if (value.TryGet(name, out JsonValue given)) _errors.Add(given.Error("the letter of an option, such as \"B\""));
        return null;
    }

    private PromptText? ReadPromptText(JsonValue value)
    {
        if (value.Kind is not JsonValueKind.Object) return null;
        value.RejectUnknown(_unknown, "text", "translation");
        return new PromptText
        {
            Text = value.ReadString("text", _errors) ?? "",
            Translation = value.ReadEnum<TranslationStatus>("translation", _errors) ?? default,
        };
    }

    private static string? ReadText(JsonValue value) => value.Kind is JsonValueKind.String ? value.GetString() : null;

    private List<IReadOnlyList<string>>? ReadGroups(JsonValue value)
    {
        if (value.Kind is not JsonValueKind.Array) return null;
        var groups = new List<IReadOnlyList<string>>(value.Count);
        foreach (JsonValue group in value.Children())
        {
            if (group.Kind is not JsonValueKind.Array) _errors.Add(group.Error("a list of texts"));
            groups.Add(group.Kind is JsonValueKind.Array ? ReadStrings(group) : []);
        }

        return groups;
    }

    private List<string> ReadStrings(JsonValue? list)
    {
        var texts = new List<string>();
        if (list is null) return texts;
        foreach (JsonValue item in list.Value.Children())
        {
            if (item.Kind is not JsonValueKind.String) _errors.Add(item.Error("a text"));
            texts.Add(item.Kind is JsonValueKind.String ? item.GetString() : "");
        }

        return texts;
    }

    private List<T> ReadList<T>(JsonValue file, string name, bool required, Func<JsonValue, T> read)
    {
        var items = new List<T>();
        if (file.ReadArray(name, _errors, required) is not { } list) return items;
        foreach (JsonValue item in list.Children())
        {
            // Read even if it is not an object, so that places in the list stay right; its fields then say nothing more.
            int before = _errors.Count;
            T value = read(item);
            if (item.Kind is not JsonValueKind.Object)
            {
                _errors.RemoveRange(before, _errors.Count - before);
                _errors.Add(item.Error("an object"));
            }

            items.Add(value);
        }

        return items;
    }

    private Dictionary<LanguageTag, T> ReadLanguages<T>(JsonValue record, string name, string expected, Func<JsonValue, T?> read)
        where T : class
    {
        var result = new Dictionary<LanguageTag, T>();
        if (record.ReadObject(name, _errors) is not { } languages) return result;
        foreach (JsonValue entry in languages.Children())
        {
            if (LanguageOf(entry) is not { } language) continue;
            if (read(entry) is not { } value)
                _errors.Add(entry.Error(expected));
            else if (!result.TryAdd(language, value) && !string.Equals(entry.Name, language.Value, StringComparison.Ordinal))
                _errors.Add(new InputError(entry.Source, entry.Line, entry.Path, VisibleText.Quote(entry.Name), $"{language} once; this is another name of it"));
        }

        return result;
    }

    private LanguageTag? LanguageOf(JsonValue entry)
    {
        string name = entry.Name;
        if (_languages.TryGetValue(name, out LanguageTag known)) return known;
        if (entry.NameAsLanguage(_errors) is not { } language) return null;
        _languages.Add(name, language);
        return language;
    }
}

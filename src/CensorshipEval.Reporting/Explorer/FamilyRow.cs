namespace CensorshipEval.Reporting;

/// <summary>Writes the row of a family, with what the corpus says of it where there is a corpus.</summary>
internal sealed class FamilyRow(PageJson json, PageNames names, IPromptCorpus? corpus, int longestText)
{
    /// <summary>id; and where the corpus knows it: title, country of the analogue, why it is sensitive, to whom, official lines [[authority, role, language, text]],
    /// key facts [[id, role, language, text]].</summary>
    public void Write(string id)
    {
        json.BeginArray();
        json.Value(id);
        if (corpus?.FindFamily(id) is { } family)
        {
            json.Value(family.Title);
            json.Value(names.Countries.Place(family.AnalogueJurisdiction.Code));
            json.Value(family.Sensitivity?.Why);
            json.Value(family.Sensitivity?.ToWhom);
            WriteStatements(family.OfficialLine.Select(static line => (line.Authority, line.Role, line.Statement)));
            WriteStatements(family.KeyFacts.Select(static fact => (fact.Id, fact.Role, fact.Statement)));
        }

        json.EndArray();
    }

    // In English where there is English, for the page is in English.
    private void WriteStatements(IEnumerable<(string Name, PromptRole Role, IReadOnlyDictionary<LanguageTag, string> Statement)> statements)
    {
        json.BeginArray();
        foreach ((string name, PromptRole role, IReadOnlyDictionary<LanguageTag, string> statement) in statements)
        {
            if (statement.Count == 0) continue;
            LanguageTag language = statement.Keys.FirstOrDefault(static tag => tag.Language is "en", statement.Keys.Min());
            json.BeginArray();
            json.Value(name);
            json.Value((int)role);
            json.Value(names.Languages.Place(language.Value));
            json.Value(CutText.Of(statement[language], longestText).Text);
            json.EndArray();
        }

        json.EndArray();
    }
}

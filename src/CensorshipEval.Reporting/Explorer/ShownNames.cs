using CensorshipEval.Reporting.Figures;

namespace CensorshipEval.Reporting;

/// <summary>
/// Writes how the page's tables of names read, as tables, charts and words of the report read them: the script names nothing by itself. Each list stands beside the table
/// of the same name.
/// </summary>
internal sealed class ShownNames(PageJson json, PageNames names)
{
    /// <summary>targets, languages, topics, countries: one name each; roles: [value, name, gloss] by number; noTopic and noRole: what stands where there is none.</summary>
    public void Write()
    {
        json.BeginObject();
        List("targets", names.Targets, static id => VisibleText.Of(id));
        List("languages", names.Languages, static tag => LanguageTag.TryParse(tag, out LanguageTag language) ? PlaceNames.Of(language) : VisibleText.Of(tag));
        List("topics", names.Topics, TopicNames.Of);
        List("countries", names.Countries, static code => Jurisdiction.TryParse(code, out Jurisdiction country) ? PlaceNames.Alone(country) : VisibleText.Of(code));
        json.Name("roles");
        json.BeginArray();
        foreach (PromptRole role in Enum.GetValues<PromptRole>())
        {
            json.BeginArray();
            json.Value(role.ToString());
            json.Value(RoleNames.Of(role));
            json.Value(RoleNames.Gloss(role));
            json.EndArray();
        }

        json.EndArray();
        json.Name("noTopic");
        json.Value(TopicNames.None);
        json.Name("noRole");
        json.Value(RoleNames.Of(null));
        json.EndObject();
    }

    private void List(string name, NameTable table, Func<string, string> shown)
    {
        json.Name(name);
        json.BeginArray();
        foreach (string one in table.Names) json.Value(shown(one));
        json.EndArray();
    }
}

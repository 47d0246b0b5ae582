namespace CensorshipEval.Reporting;

/// <summary>Writes the row of a prompt.</summary>
internal sealed class PromptRow(PageJson json, PageNames names, int longestText)
{
    /// <summary>id, text, full length, language, family, role, form, topic, country, translation.</summary>
    public void Write(Prompt prompt)
    {
        CutText text = CutText.Of(prompt.Text, longestText);
        json.BeginArray();
        json.Value(prompt.Id);
        json.Value(text.Text);
        json.Value(text.FullLength);
        json.Value(names.Languages.Place(prompt.Language.Value));
        json.Value(names.Families.Place(prompt.FamilyId));
        json.Value(prompt.Role is { } role ? (int)role : -1);
        json.Value(prompt.Form is { } form ? (int)form : -1);
        json.Value(names.Topics.Place(prompt.Topic));
        json.Value(names.Countries.Place(prompt.Jurisdiction.Code));
        json.Value((int)prompt.Translation);
        json.EndArray();
    }
}

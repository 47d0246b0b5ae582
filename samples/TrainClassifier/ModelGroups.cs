using CensorshipEval.Detection;

namespace CensorshipEval.Samples.TrainClassifier;

/// <summary>Which rows belong together when some are left out.</summary>
internal sealed class ModelGroups(IReadOnlyDictionary<string, string> siblings)
{
    /// <summary>The model without what was done to it, or the sibling that stands for both.</summary>
    public string Of(LabelledAnswer answer)
    {
        string model = answer.Model.Split('+')[0];
        return siblings.GetValueOrDefault(answer.Model) ?? siblings.GetValueOrDefault(model) ?? model;
    }

    public Func<LabelledAnswer, string> For(LeftOut leftOut) => leftOut switch
    {
        LeftOut.Sources => static answer => answer.Source,
        LeftOut.Languages => static answer => answer.Language.Language,
        _ => Of,
    };

    /// <summary>Siblings that no row is of: a slip in a name would otherwise let a model help to judge itself.</summary>
    public IEnumerable<InputError> Unknown(IEnumerable<LabelledAnswer> answers)
    {
        HashSet<string> models = [.. answers.SelectMany(static answer => new[] { answer.Model, answer.Model.Split('+')[0] })];
        return siblings.SelectMany(static pair => new[] { pair.Key, pair.Value })
            .Where(name => !models.Contains(name))
            .Distinct(StringComparer.Ordinal)
            .Select(static name => new InputError("--siblings", null, null, $"'{VisibleText.Of(name)}'", "a model of the data"));
    }
}

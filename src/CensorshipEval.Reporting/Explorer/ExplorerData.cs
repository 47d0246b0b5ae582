namespace CensorshipEval.Reporting;

/// <summary>
/// Writes the sampled exchanges as the JSON that the explorer's script reads (<c>Html/Web/explorer/data.mjs</c>): rows by position, names once. The order of a row is
/// written down where it is written. Enumerations stand as numbers, and what there is none of as -1.
/// </summary>
internal sealed class ExplorerData
{
    private readonly ReportedRun _run;
    private readonly ExchangeSample _sample;
    private readonly int _longest;
    private readonly PageNames _names = new();
    private readonly PageJson _json;

    private ExplorerData(TextWriter writer, ReportedRun run, ExchangeSample sample, int longest)
    {
        _json = new PageJson(writer);
        (_run, _sample, _longest) = (run, sample, longest);
    }

    /// <summary>Writes the data.</summary>
    public static void Write(TextWriter writer, ReportedRun run, ExchangeSample sample, ReportOptions options) =>
        new ExplorerData(writer, run, sample, options.LongestText).Write();

    private void Write()
    {
        PlaceNames();
        var prompts = new PromptRow(_json, _names, _longest);
        _json.BeginObject();
        _json.Name("total");
        _json.Value(_sample.Total);
        Array("exchanges", _sample.Exchanges, new ExchangeRow(_json, _names).Write);
        Array("prompts", _names.Prompts.Names, id => prompts.Write(_sample.Prompts[id]));
        Array("families", _names.Families.Names, new FamilyRow(_json, _names, _run.Corpus, _longest).Write);
        Array("cells", _sample.Cells, new CellRow(_json, _names).Write);
        Array("targets", _names.Targets.Names, new TargetRow(_json, _run.Plan, _longest).Write);
        // Tables that the rows above fill come after them.
        Array("languages", _names.Languages.Names, _json.Value);
        Array("topics", _names.Topics.Names, _json.Value);
        Array("countries", _names.Countries.Names, _json.Value);
        Array("components", _names.Components.Names, _json.Value);
        Array("words", _names.Words.Names, _json.Value);
        _json.Name("names");
        new ShownNames(_json, _names).Write();
        _json.EndObject();
    }

    // A table must be whole before its own rows are written.
    private void PlaceNames()
    {
        foreach (CellSample cell in _sample.Cells)
        {
            _names.Targets.Place(cell.TargetId);
            _names.Languages.Place(cell.Language.Value);
            _names.Topics.Place(cell.Topic);
        }

        foreach (SampledExchange exchange in _sample.Exchanges) _names.Prompts.Place(exchange.Key.PromptId);
        foreach (string id in _names.Prompts.Names) _names.Families.Place(_sample.Prompts[id].FamilyId);
    }

    private void Array<T>(string name, IEnumerable<T> values, Action<T> write)
    {
        _json.Name(name);
        _json.BeginArray();
        foreach (T value in values) write(value);
        _json.EndArray();
    }
}

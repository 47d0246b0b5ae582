namespace CensorshipEval.Reporting;

/// <summary>
/// Writes the sampled exchanges as the JSON that explorer.js reads: arrays by position, names once. Each array's order is written down beside its method and at the
/// top of explorer.js. Enumerations stand as numbers.
/// </summary>
internal sealed class ExplorerData
{
    private readonly ReportedRun _run;
    private readonly ExchangeSample _sample;
    private readonly int _longest;
    private readonly NameTable _targets = new();
    private readonly NameTable _languages = new();
    private readonly NameTable _topics = new();
    private readonly NameTable _families = new();
    private readonly NameTable _prompts = new();
    private readonly NameTable _components = new();
    private readonly NameTable _words = new();
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
        foreach (CellSample cell in _sample.Cells)
        {
            _targets.Place(cell.TargetId);
            _languages.Place(cell.Language.Value);
            _topics.Place(cell.Topic);
        }

        foreach (SampledExchange exchange in _sample.Exchanges) _prompts.Place(exchange.Key.PromptId);
        foreach (string id in _prompts.Names) _families.Place(_sample.Prompts[id].FamilyId);

        _json.BeginObject();
        _json.Name("total");
        _json.Value(_sample.Total);
        Array("exchanges", _sample.Exchanges, WriteExchange);
        Array("prompts", _prompts.Names, id => WritePrompt(_sample.Prompts[id]));
        Array("families", _families.Names, WriteFamily);
        Array("cells", _sample.Cells, WriteCell);
        Array("targets", _targets.Names, WriteTarget);
        Array("languages", _languages.Names, _json.Value);
        Array("topics", _topics.Names, _json.Value);
        Array("components", _components.Names, _json.Value);
        Array("words", _words.Names, _json.Value);
        _json.EndObject();
    }

    /// <summary>prompt, target, sample, rank, notes, delivery, engagement, reason, probability, detector, answer, streamed (0 none, 1 the answer, or the text), reasoning,
    /// finish reason, error [code, message, HTTP status], answered by, tokens [in, out, reasoning], timing [start, ms to first, ms], spans, measurements
    /// [[measure, value, why none, spans]], full lengths of cut texts [answer, streamed, reasoning, error] or null, recorded id.</summary>
    private void WriteExchange(SampledExchange exchange)
    {
        Verdict verdict = exchange.Verdict;
        _json.BeginArray();
        _json.Value(_prompts.Place(exchange.Key.PromptId));
        _json.Value(_targets.Place(exchange.Key.TargetId));
        _json.Value(exchange.Key.Sample);
        _json.Value((int)exchange.Rank);
        _json.Value((int)exchange.Notes);
        _json.Value((int)verdict.Delivery);
        _json.Value(verdict.Engagement is { } engagement ? (int)engagement : -1);
        _json.Value(verdict.Reason is { } reason ? (int)reason : -1);
        _json.Value(verdict.RefusalProbability is { } probability ? Math.Round(probability, 4) : null);
        _json.Value(_components.Place(verdict.Detector.ToString()));
        _json.Value(exchange.Answer.Text);
        if (exchange.Streamed is null) _json.Value(0);
        else if (exchange.StreamedStands) _json.Value(1);
        else _json.Value(exchange.Streamed.Value.Text);
        _json.Value(exchange.Reasoning?.Text);
        _json.Value(exchange.FinishReason?.Text);
        WriteError(exchange);
        _json.Value(exchange.AnsweredBy);
        WriteUsage(exchange.Usage);
        WriteTiming(exchange.Timing);
        WriteSpans(verdict.Evidence);
        _json.BeginArray();
        foreach (Measurement measurement in exchange.Measurements)
        {
            _json.BeginArray();
            _json.Value(_components.Place(measurement.Measure.ToString()));
            _json.Value(measurement.Value is { } value ? Math.Round(value, 4) : null);
            _json.Value(_words.Place(measurement.NotAvailableBecause));
            WriteSpans(measurement.Evidence);
            _json.EndArray();
        }

        _json.EndArray();
        WriteLengths([exchange.Answer, exchange.Streamed, exchange.Reasoning, exchange.ErrorMessage]);
        _json.Value(exchange.RecordedId);
        _json.EndArray();
    }

    private void WriteError(SampledExchange exchange)
    {
        if (exchange.ErrorMessage is not { } message)
        {
            _json.Value((string?)null);
            return;
        }

        _json.BeginArray();
        _json.Value(exchange.ErrorCode);
        _json.Value(message.Text);
        _json.Value(exchange.HttpStatus);
        _json.EndArray();
    }

    private void WriteUsage(TokenUsage? usage)
    {
        if (usage is null)
        {
            _json.Value((string?)null);
            return;
        }

        _json.BeginArray();
        _json.Value(usage.InputTokens);
        _json.Value(usage.OutputTokens);
        _json.Value(usage.ReasoningTokens);
        _json.EndArray();
    }

    private void WriteTiming(ExchangeTiming? timing)
    {
        if (timing is null)
        {
            _json.Value((string?)null);
            return;
        }

        _json.BeginArray();
        _json.Value(timing.StartedAt.ToUniversalTime().ToString("yyyy-MM-dd HH:mm:ss", System.Globalization.CultureInfo.InvariantCulture));
        _json.Value(timing.ToFirstUpdate is { } first ? Math.Round(first.TotalMilliseconds) : null);
        _json.Value(Math.Round(timing.Duration.TotalMilliseconds));
        _json.EndArray();
    }

    /// <summary>Four numbers a span, one after the other: source, start, length, rule.</summary>
    private void WriteSpans(IReadOnlyList<EvidenceSpan> spans)
    {
        _json.BeginArray();
        foreach (EvidenceSpan span in spans)
        {
            _json.Value((int)span.Source);
            _json.Value(span.Start);
            _json.Value(span.Length);
            _json.Value(_words.Place(span.Rule));
        }

        _json.EndArray();
    }

    private void WriteLengths(ReadOnlySpan<CutText?> texts)
    {
        bool isCut = false;
        foreach (CutText? text in texts) isCut |= text is { IsCut: true };
        if (!isCut)
        {
            _json.Value((string?)null);
            return;
        }

        _json.BeginArray();
        foreach (CutText? text in texts) _json.Value(text?.FullLength ?? 0);
        _json.EndArray();
    }

    /// <summary>id, text, full length, language, family, role, form, topic, jurisdiction, translation.</summary>
    private void WritePrompt(Prompt prompt)
    {
        CutText text = CutText.Of(prompt.Text, _longest);
        _json.BeginArray();
        _json.Value(prompt.Id);
        _json.Value(text.Text);
        _json.Value(text.FullLength);
        _json.Value(_languages.Place(prompt.Language.Value));
        _json.Value(_families.Place(prompt.FamilyId));
        _json.Value(prompt.Role is { } role ? (int)role : -1);
        _json.Value(prompt.Form is { } form ? (int)form : -1);
        _json.Value(_topics.Place(prompt.Topic));
        _json.Value(prompt.Jurisdiction.Code);
        _json.Value((int)prompt.Translation);
        _json.EndArray();
    }

    /// <summary>id; and where the corpus knows it: title, jurisdiction of the analogue, why it is sensitive, to whom, official lines [[authority, role, language, text]],
    /// key facts [[id, role, language, text]].</summary>
    private void WriteFamily(string id)
    {
        _json.BeginArray();
        _json.Value(id);
        if (_run.Corpus?.FindFamily(id) is { } family)
        {
            _json.Value(family.Title);
            _json.Value(family.AnalogueJurisdiction.Code);
            _json.Value(family.Sensitivity?.Why);
            _json.Value(family.Sensitivity?.ToWhom);
            WriteStatements(family.OfficialLine.Select(static line => (line.Authority, line.Role, line.Statement)));
            WriteStatements(family.KeyFacts.Select(static fact => (fact.Id, fact.Role, fact.Statement)));
        }

        _json.EndArray();
    }

    // In English where there is English, for the page is in English.
    private void WriteStatements(IEnumerable<(string Name, PromptRole Role, IReadOnlyDictionary<LanguageTag, string> Statement)> statements)
    {
        _json.BeginArray();
        foreach ((string name, PromptRole role, IReadOnlyDictionary<LanguageTag, string> statement) in statements)
        {
            if (statement.Count == 0) continue;
            LanguageTag language = statement.Keys.FirstOrDefault(static tag => tag.Language is "en", statement.Keys.Min());
            _json.BeginArray();
            _json.Value(name);
            _json.Value((int)role);
            _json.Value(_languages.Place(language.Value));
            _json.Value(CutText.Of(statement[language], _longest).Text);
            _json.EndArray();
        }

        _json.EndArray();
    }

    /// <summary>target, language, topic, role, taken, total.</summary>
    private void WriteCell(CellSample cell)
    {
        _json.BeginArray();
        _json.Value(_targets.Place(cell.TargetId));
        _json.Value(_languages.Place(cell.Language.Value));
        _json.Value(_topics.Place(cell.Topic));
        _json.Value(cell.Role is { } role ? (int)role : -1);
        _json.Value(cell.Taken);
        _json.Value(cell.Total);
        _json.EndArray();
    }

    /// <summary>id, model, address without query, system prompt.</summary>
    private void WriteTarget(string id)
    {
        Target? target = _run.Plan.Targets.FirstOrDefault(target => target.Id == id);
        _json.BeginArray();
        _json.Value(id);
        _json.Value(target?.Model ?? id);
        _json.Value(target?.Endpoint is { IsAbsoluteUri: true } endpoint ? endpoint.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped) : null);
        _json.Value(target?.SystemPrompt is { } system ? CutText.Of(system, _longest).Text : null);
        _json.EndArray();
    }

    private void Array<T>(string name, IEnumerable<T> values, Action<T> write)
    {
        _json.Name(name);
        _json.BeginArray();
        foreach (T value in values) write(value);
        _json.EndArray();
    }
}
